package carillon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QueueInfoTest {

    @Test
    void a_queue_says_how_late_its_tasks_may_start_and_what_becomes_of_them_then() {
        QueueInfo queue = read("{\"name\":\"q\",\"maxLateness\":\"PT1M\",\"whenLate\":\"dead\"}");
        assertEquals(Duration.ofMinutes(1), queue.maxLateness());
        assertEquals(WhenLate.DEAD, queue.whenLate());
    }

    @Test
    void a_queue_that_says_nothing_of_that_has_none() {
        QueueInfo queue = read("{\"name\":\"q\"}");
        assertNull(queue.maxLateness());
        assertNull(queue.whenLate());
    }

    @Test
    void a_word_of_a_newer_node_is_another_one() {
        QueueInfo queue = read("{\"name\":\"q\",\"maxLateness\":\"PT1M\",\"whenLate\":\"later\"}");
        assertEquals(WhenLate.OTHER, queue.whenLate());
    }

    private static QueueInfo read(String json) {
        return QueueInfo.of(Members.of(Json.parse(json)));
    }
}
