package carillon.timer;

import carillon.message.AttemptResult;
import carillon.message.Occurrence;
import carillon.message.Pending;
import java.util.HashMap;
import java.util.Map;

/**
 * Attempts that go on although their tasks were purged or cancelled. A task may be created anew under the same name and
 * for the same instant; while such an attempt runs it is counted on from there, so that neither delivery nor whoever
 * takes results in mistakes one for the other. Only the memory of this owner knows that.
 */
final class Abandoned {

    private final Map<Occurrence, Attempt> attempts = new HashMap<>();

    /** @param until when nothing can be heard of it any more */
    private record Attempt(int number, long until) {}

    /** An attempt is under way of which nobody waits to hear. */
    void add(Entry entry, long now) {
        long until = now + entry.timeoutMillis() + TimerOptions.LOST_AFTER_MILLIS;
        attempts.put(entry.occurrence(), new Attempt(entry.attempt, until));
    }

    /** What comes, as its attempts are to be counted; for its retry policy they count from 1 all the same. */
    Pending count(Pending pending) {
        Attempt before = attempts.isEmpty() ? null : attempts.get(pending.occurrence());
        return before == null || before.number <= pending.attempts() ? pending : pending.behind(before.number);
    }

    /** Nothing is to come of it any more if this is its result. */
    void heard(AttemptResult result) {
        Attempt attempt = attempts.get(result.occurrence());
        if (attempt != null && attempt.number == result.attempt()) {
            attempts.remove(result.occurrence());
        }
    }

    void forget(long now) {
        attempts.values().removeIf(each -> each.until <= now);
    }
}
