package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineFormatterTest {

    private final LogRecord record = new LogRecord(Level.WARNING, "the database\nis {0}");

    LineFormatterTest() {
        record.setInstant(Instant.parse("2026-03-01T12:00:00.250Z"));
        record.setLoggerName("carillon.store.Store");
        record.setParameters(new Object[] {"gone"});
    }

    @Test
    void a_record_is_one_line() {
        assertEquals(
                "2026-03-01T12:00:00.250Z WARNING carillon.store.Store the database / is gone\n",
                new LineFormatter().format(record));
    }

    @Test
    void a_failure_and_its_causes_stand_in_the_same_line() {
        record.setThrown(new IllegalStateException("first", new IllegalArgumentException("second\r\nline")));
        String line = new LineFormatter().format(record);
        assertEquals(line.length() - 1, line.indexOf('\n'));
        assertTrue(line.contains(" | java.lang.IllegalStateException: first at carillon.LineFormatterTest."), line);
        assertTrue(line.contains(" | java.lang.IllegalArgumentException: second / line at "), line);
    }

    @Test
    void what_steers_a_terminal_or_turns_the_text_around_is_escaped() {
        record.setMessage("task \u001b[2J\u0007\u202etxt.exe\u0000\u2028end\u0085x");
        record.setParameters(new Object[0]);
        String line = new LineFormatter().format(record);
        assertTrue(line.endsWith("task \\u001b[2J\\u0007\\u202etxt.exe\\u0000 / end / x\n"), line);
    }
}
