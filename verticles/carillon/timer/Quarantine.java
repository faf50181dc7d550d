package carillon.timer;

import carillon.timer.Entry.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets occurrences that an owner may have died of be tried a few at a time, in the order of their coming, and one more
 * for each that this process has outlived, so that a backlog is soon caught up with (the slow start of TCP, RFC 5681,
 * section 3.1). Whoever is under way when a process dies has an attempt written down that perhaps was never made; were
 * all that is overdue under way together, a process that dies again and again for another reason would use up the
 * attempts of them all. One that has lost as many attempts as its task allows is tried alone, when all others were, so
 * that none ends as a dead letter beside a guilty one, and none waits behind it.
 */
final class Quarantine {

    private final Deque<Entry> waiting = new ArrayDeque<>();
    private final Deque<Entry> waitingAlone = new ArrayDeque<>();
    private final List<Tried> under = new ArrayList<>();
    private boolean alone;
    private int room = TimerOptions.SUSPECTS_TRIED_MIN;

    /**
     * An occurrence that may be trying this process.
     *
     * @param attempt the number of the attempt that does
     * @param until when this process has outlived it
     */
    private record Tried(Entry entry, int attempt, long until) {

        boolean isOver(long now) {
            boolean mayRun =
                    entry.state == State.ARMED || entry.state == State.CHARGING || entry.state == State.IN_FLIGHT;
            return now >= until || !mayRun || entry.nextAttempt() > attempt && entry.state == State.ARMED;
        }
    }

    /** Keeps an occurrence that is due and not on the wheel until it may be tried. */
    void add(Entry entry) {
        boolean hasLostAll =
                entry.pending.counted(entry.nextAttempt()) > entry.retry().maxAttempts();
        (hasLostAll ? waitingAlone : waiting).add(entry);
    }

    /** Lets out what may be tried now. */
    List<Entry> admit(long now) {
        int before = under.size();
        under.removeIf(tried -> tried.isOver(now));
        room = Math.min(TimerOptions.SUSPECTS_TRIED_MAX, room + before - under.size());
        alone &= !under.isEmpty();
        List<Entry> admitted = new ArrayList<>();
        while (!alone && under.size() < room) {
            Entry next = next(waiting);
            if (next == null) {
                break;
            }
            admit(next, now, admitted);
        }
        if (under.isEmpty()) {
            Entry next = next(waitingAlone);
            if (next != null) {
                alone = true;
                admit(next, now, admitted);
            }
        }
        return admitted;
    }

    private void admit(Entry entry, long now, List<Entry> admitted) {
        under.add(new Tried(entry, entry.nextAttempt(), now + TimerOptions.SUSPECT_MILLIS));
        admitted.add(entry);
    }

    /** The next one that waits still: it may have been changed, or armed anew, or left us with its shard. */
    private static @Nullable Entry next(Deque<Entry> queue) {
        Entry next = queue.poll();
        while (next != null && !isWaiting(next)) {
            next = queue.poll();
        }
        return next;
    }

    private static boolean isWaiting(Entry entry) {
        return entry.state == State.ARMED && entry.timer == Entry.NO_TIMER && !entry.shard.ceding;
    }
}
