package carillon.timer;

import carillon.timer.Entry.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Lets occurrences that an owner may have died of be tried a few at a time, in the order of their coming. Whoever is
 * under way when a process dies has an attempt written down that perhaps was never made; were all that is overdue under
 * way together, a process that dies again and again for another reason would use up the attempts of them all. One that
 * has lost as many attempts as its task allows is tried alone, so that none ends as a dead letter beside a guilty one.
 */
final class Quarantine {

    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final List<Tried> under = new ArrayList<>();

    /**
     * An occurrence that may be trying this process.
     *
     * @param until when this process has outlived it
     */
    private record Tried(Entry entry, boolean alone, long until) {

        boolean isOver(long now) {
            boolean mayRun =
                    entry.state == State.ARMED || entry.state == State.CHARGING || entry.state == State.IN_FLIGHT;
            return now >= until || !mayRun || entry.state == State.ARMED && !entry.charged;
        }
    }

    /** Keeps an occurrence that is due and not on the wheel until it may be tried. */
    void add(Entry entry) {
        waiting.add(entry);
    }

    /** Lets out what may be tried now. */
    List<Entry> admit(long now) {
        under.removeIf(tried -> tried.isOver(now));
        List<Entry> admitted = new ArrayList<>();
        for (Entry next = waiting.peek(); next != null; next = waiting.peek()) {
            if (isWaiting(next)) {
                boolean alone = isAlone(next);
                int room = alone || under.stream().anyMatch(Tried::alone) ? 1 : TimerOptions.SUSPECTS_TRIED_MAX;
                if (under.size() >= room) {
                    break;
                }
                under.add(new Tried(next, alone, now + TimerOptions.SUSPECT_MILLIS));
                admitted.add(next);
            }
            waiting.remove();
        }
        return admitted;
    }

    /** It may have been changed, or armed anew, or left us with its shard. */
    private static boolean isWaiting(Entry entry) {
        return entry.state == State.ARMED && entry.timer == Entry.NO_TIMER && !entry.shard.ceding;
    }

    private static boolean isAlone(Entry entry) {
        return entry.pending.counted(entry.nextAttempt()) > entry.retry().maxAttempts();
    }
}
