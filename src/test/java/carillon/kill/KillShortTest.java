package carillon.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillShortTest {

    private static final KillOptions SHORT = new KillOptions(2_026, 1, 3, 0, 1, 20);

    @Test
    void nothing_is_lost_when_a_node_is_killed_three_times() {
        Report report = KillRun.make(SHORT, Path.of("target", "kill-short"));
        assertEquals(List.of(), report.findings(), report::text);
        assertEquals(SHORT.kills(), report.ledger().kills().size());
        assertFalse(report.ledger().deliveries().isEmpty(), report::text);
    }
}
