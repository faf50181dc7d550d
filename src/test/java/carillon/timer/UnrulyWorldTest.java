package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules 2 to 5 together: whatever goes wrong, nothing that was accepted is lost, or acknowledged before its end. */
class UnrulyWorldTest {

    private static final int WORLDS = 100;
    private static final long CALM_MILLIS = 100_000;

    @ParameterizedTest
    @ValueSource(longs = {20261121, 20261221})
    void after_much_went_wrong_everything_accepted_was_attempted_and_nothing_was_acknowledged_before(long first) {
        int delivered = 0;
        for (long seed = first; seed < first + WORLDS; seed++) {
            UnrulyWorld world = new UnrulyWorld(seed);
            long end = UnrulyWorld.UNRULY_MILLIS + CALM_MILLIS;
            world.runFor(end);
            assertEquals(List.of(), world.store.faults, "seed " + seed);
            assertEquals(List.of(), world.store.overdue(UnrulyWorld.START + end - 5_000), "seed " + seed);
            delivered += world.delivered;
        }
        assertTrue(delivered > WORLDS * 100, "only " + delivered + " attempts");
    }
}
