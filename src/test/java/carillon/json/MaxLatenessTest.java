package carillon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import carillon.task.MaxLateness;
import carillon.task.Payload;
import carillon.task.QueueSettings;
import carillon.task.WhenLate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How late an occurrence may start, as tasks and queues say it. */
class MaxLatenessTest {

    private static final String TASK = "{\"delay\":\"PT0S\",\"action\":\"a\",\"queue\":\"q\"%s}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "maxLateness":"PT5S"                       | 5000  | RUN
            "maxLateness":"PT5S","whenLate":"run"      | 5000  | RUN
            "maxLateness":"PT0.01S","whenLate":"skip"  | 10    | SKIP
            "whenLate":"dead","maxLateness":"PT1M30S"  | 90000 | DEAD
            """)
    void a_task_and_a_queue_say_it_alike(String members, long millis, WhenLate whenLate) {
        MaxLateness expected = new MaxLateness(millis, whenLate);
        assertEquals(expected, ofTask("," + members));
        assertEquals(expected, queue("{" + members + "}").maxLateness());
    }

    @Test
    void who_says_nothing_has_none() {
        assertNull(ofTask(""));
        assertNull(queue("{}").maxLateness());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "whenLate":"skip"                          | /whenLate    | goes with maxLateness, which says how late is too late
            "maxLateness":"PT5S","whenLate":"expire"   | /whenLate    | must be one of run, skip, dead
            "maxLateness":"PT0.009S"                   | /maxLateness | must be PT0.01S to P365000D, 1,000 years
            "maxLateness":"P365001D"                   | /maxLateness | must be PT0.01S to P365000D, 1,000 years
            """)
    void a_fault_is_told_where_it_is(String members, String pointer, String detail) {
        List<Violation> expected = List.of(new Violation(pointer, detail));
        assertEquals(expected, refusedOfTask("," + members));
        byte[] queue = ("{" + members + "}").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                expected,
                assertInstanceOf(QueueForm.Refused.class, QueueForm.decode(queue))
                        .violations());
        byte[] line = ("{\"queue\":\"q\"," + members + "}").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                expected,
                assertInstanceOf(QueueLine.Refused.class, QueueLine.decode(line))
                        .violations());
    }

    @Test
    void a_preview_takes_a_task_that_says_it_and_refuses_what_a_task_may_not_say() {
        assertInstanceOf(DecodedPreview.Asked.class, preview(",\"maxLateness\":\"PT5S\",\"whenLate\":\"dead\""));
        assertInstanceOf(DecodedPreview.Refused.class, preview(",\"whenLate\":\"dead\""));
    }

    @Test
    void what_is_kept_is_read_back() {
        for (String members :
                List.of("", ",\"maxLateness\":\"PT5S\"", ",\"maxLateness\":\"P1D\",\"whenLate\":\"dead\"")) {
            var definition = task(members).definition();
            assertEquals(definition, DefinitionText.read(DefinitionText.write(definition), Payload.NONE));
            QueueSettings settings = QueueSettings.NONE.withMaxLateness(definition.maxLateness());
            assertEquals(settings, queue(QueueForm.text(settings)));
        }
        assertFalse(
                DefinitionText.write(task("").definition()).contains("Late"), "what was kept before stays the same");
    }

    @Test
    void a_task_of_its_own_mind_goes_before_its_queue() {
        QueueSettings queue = queue("{\"maxLateness\":\"PT5S\",\"whenLate\":\"dead\"}");
        assertEquals(queue.maxLateness(), queue.maxLatenessOf(task("").definition()));
        assertEquals(
                new MaxLateness(1_000, WhenLate.RUN),
                queue.maxLatenessOf(task(",\"maxLateness\":\"PT1S\"").definition()));
        assertNull(QueueSettings.NONE.maxLatenessOf(task("").definition()));
    }

    private static QueueSettings queue(String text) {
        return QueueForm.read(text, unknown -> {});
    }

    private static @Nullable MaxLateness ofTask(String members) {
        return task(members).definition().maxLateness();
    }

    private static Decoded.Task task(String members) {
        return assertInstanceOf(Decoded.Task.class, TaskDecoder.decode(bytes(members)));
    }

    private static List<Violation> refusedOfTask(String members) {
        return assertInstanceOf(Decoded.Refused.class, TaskDecoder.decode(bytes(members)))
                .violations();
    }

    private static DecodedPreview preview(String members) {
        return PreviewDecoder.decode(bytes(members));
    }

    private static byte[] bytes(String members) {
        return TASK.formatted(members).getBytes(StandardCharsets.UTF_8);
    }
}
