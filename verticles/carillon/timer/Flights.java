package carillon.timer;

import carillon.message.AttemptResult;
import carillon.message.Occurrence;
import carillon.message.TimerMessage.Flight;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that were under way when their shards came to us, until their occurrences were read. A result may well
 * be forwarded before that, and is kept until then.
 */
final class Flights {

    private final Map<Occurrence, Expected> expected = new HashMap<>();
    private final Map<Occurrence, AttemptResult> early = new HashMap<>();
    private final Queue<AttemptResult> ready = new ArrayDeque<>();

    /**
     * An attempt that the last owner of a shard had under way.
     *
     * @param attempt its number
     * @param lostAt when it counts as lost, if nothing was heard of it
     */
    record Expected(int attempt, long lostAt) {}

    /** Expects an occurrence to be read whose attempt is under way at a moment, if it will be. */
    void expect(Flight flight, long now) {
        if (flight.unread() == null) {
            long lostAt = now + flight.timeoutMillis() + TimerOptions.LOST_AFTER_MILLIS;
            expected.put(flight.occurrence(), new Expected(flight.attempt(), lostAt));
        }
    }

    /**
     * Keeps the result of an attempt whose occurrence was not read yet.
     *
     * @return whether it is one
     */
    boolean keep(AttemptResult result) {
        Expected attempt = expected.get(result.occurrence());
        boolean known = attempt != null && attempt.attempt() == result.attempt();
        if (known) {
            early.put(result.occurrence(), result);
        }
        return known;
    }

    /** Whether an attempt of a task is under way whose occurrence was not read yet. */
    boolean expects(String id) {
        return expected.keySet().stream().anyMatch(each -> each.id().equals(id));
    }

    /** The attempt of an occurrence that was just read, or null; a result that was kept is ready from now on. */
    @Nullable
    Expected land(Occurrence occurrence) {
        AttemptResult result = early.remove(occurrence);
        if (result != null) {
            ready.add(result);
        }
        return expected.remove(occurrence);
    }

    /** The next result of an occurrence that was read meanwhile, or null. */
    @Nullable
    AttemptResult nextReady() {
        return ready.poll();
    }

    /** Forgets what counts as lost by now: such an occurrence is attempted anew when it is read. */
    void forgetLost(long now) {
        expected.values().removeIf(each -> each.lostAt() <= now);
        early.keySet().retainAll(expected.keySet());
    }

    int size() {
        return expected.size();
    }
}
