package carillon.delivery;

import carillon.task.Priority;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The attempts of one target: those that wait, and how many are under way.
 *
 * <p>Within a priority what was due first goes first, and what was due at one instant in the order of arrival: an order
 * that found no room in time was sent back, and is still the oldest when it comes again.
 */
final class Lane {

    private static final Comparator<Attempt> TURNS =
            Comparator.comparingLong(Attempt::due).thenComparingLong(Attempt::arrival);

    private final int runningMax;
    private final Map<Priority, NavigableSet<Attempt>> waiting = new EnumMap<>(Priority.class);
    private int running;
    private long arrivals;

    Lane(int runningMax) {
        this.runningMax = runningMax;
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new TreeSet<>(TURNS));
        }
    }

    boolean hasRoom() {
        return running < runningMax;
    }

    boolean isEmpty() {
        return running == 0 && waiting.values().stream().allMatch(NavigableSet::isEmpty);
    }

    boolean waits(Priority priority) {
        return !waitingAt(priority).isEmpty();
    }

    void add(Attempt attempt) {
        attempt.arrive(arrivals++);
        waitingAt(attempt.order().priority()).add(attempt);
    }

    void remove(Attempt attempt) {
        waitingAt(attempt.order().priority()).remove(attempt);
    }

    /** Takes the first out that waits with a priority; there must be one. */
    Attempt take(Priority priority) {
        running++;
        return waitingAt(priority).removeFirst();
    }

    void release() {
        running--;
    }

    private NavigableSet<Attempt> waitingAt(Priority priority) {
        NavigableSet<Attempt> attempts = waiting.get(priority);
        if (attempts == null) {
            throw new IllegalStateException("no queue for " + priority);
        }
        return attempts;
    }
}
