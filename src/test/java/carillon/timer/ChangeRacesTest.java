package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Changed.Status;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Section 4 of the design under chance: never an attempt after a 204, none after a success, one outcome each.
 * {@code -Dcarillon.races.seeds=5000} runs more, {@code -Dcarillon.races.first=…} from another seed on.
 */
class ChangeRacesTest {

    private static final long FIRST = Long.getLong("carillon.races.first", 1);
    private static final long SEEDS = Long.getLong("carillon.races.seeds", 100);
    private static final long MILLIS = 6_000;

    @Test
    void no_promise_is_broken_however_changes_attempts_and_hand_overs_cross() {
        int attempts = 0;
        int handOvers = 0;
        int toldAgain = 0;
        int sentBack = 0;
        int takenBack = 0;
        Map<Status, Integer> cancels = new EnumMap<>(Status.class);
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            ChangeRaces races = new ChangeRaces(seed);
            races.run(MILLIS);
            assertEquals(List.of(), races.faults, "seed " + seed);
            attempts += races.attempts;
            handOvers += races.handOvers;
            toldAgain += races.toldAgain;
            sentBack += races.delivery.sentBack;
            takenBack += races.delivery.takenBack;
            races.cancels.forEach((status, count) -> cancels.merge(status, count, Integer::sum));
        }
        System.out.println(SEEDS + " seeds from " + FIRST + ": " + attempts + " attempts, " + handOvers
                + " hand-overs, " + toldAgain + " slices told again, " + sentBack + " orders sent back, " + takenBack
                + " taken back, cancelled " + cancels);
        assertTrue(attempts > 0 && handOvers > 0 && sentBack > 0 && takenBack > 0, "nothing raced");
        assertTrue(toldAgain > 0, "no slice got lost");
        assertTrue(cancels.containsKey(Status.CHANGED) && cancels.containsKey(Status.RUNNING), "nothing raced");
    }
}
