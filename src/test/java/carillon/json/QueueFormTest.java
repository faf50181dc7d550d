package carillon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import carillon.task.MaxLateness;
import carillon.task.QueueSettings;
import carillon.task.RetryPolicy;
import carillon.task.WhenLate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueFormTest {

    private static final QueueSettings ALL =
            new QueueSettings(3, 0.5, 5_000L, new RetryPolicy(2, 10, 1, 10, 0), new MaxLateness(60_000, WhenLate.DEAD));

    @Test
    void what_is_kept_is_read_back_whole() {
        assertEquals(ALL, QueueForm.read(QueueForm.text(ALL), QueueFormTest::isNotThere));
        assertEquals(QueueSettings.NONE, QueueForm.read(QueueForm.text(QueueSettings.NONE), QueueFormTest::isNotThere));
    }

    @Test
    void what_a_newer_version_kept_is_read_without_what_is_not_known_here() {
        String newer = QueueForm.text(ALL)
                .replace("\"concurrency\"", "\"later\":{\"a\":[1,{}]},\"concurrency\"")
                .replace("\"maxAttempts\"", "\"sooner\":true,\"maxAttempts\"");
        List<String> unknown = new ArrayList<>();
        assertEquals(ALL, QueueForm.read(newer, unknown::add));
        assertEquals(List.of("/later", "/retry/sooner"), unknown);
        assertInstanceOf(QueueForm.Refused.class, QueueForm.decode(newer.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void what_is_known_here_and_cannot_be_read_is_told() {
        String newer = QueueForm.text(ALL).replace("\"dead\"", "\"later\"");
        var fault =
                assertThrows(IllegalArgumentException.class, () -> QueueForm.read(newer, QueueFormTest::isNotThere));
        assertEquals("/whenLate must be one of run, skip, dead", fault.getMessage());
    }

    private static void isNotThere(String pointer) {
        throw new AssertionError(pointer + " is known");
    }
}
