package carillon.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kill harness at the length asked for; {@code docs/kill-harness.md} says how. */
@Tag("kill")
class KillTest {

    @Test
    void nothing_is_lost_whatever_is_killed_or_stopped() {
        Report report = KillRun.make(KillOptions.fromProperties(), Path.of("target", "kill"));
        assertEquals(List.of(), report.findings(), report::text);
    }
}
