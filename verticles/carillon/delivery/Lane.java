package carillon.delivery;

import carillon.task.Priority;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/** The attempts of one target: those that wait, by priority and then by arrival, and how many are under way. */
final class Lane {

    private final int runningMax;
    private final Map<Priority, SequencedSet<Attempt>> waiting = new EnumMap<>(Priority.class);
    private int running;

    Lane(int runningMax) {
        this.runningMax = runningMax;
        for (Priority priority : Priority.values()) {
            waiting.put(priority, new LinkedHashSet<>());
        }
    }

    boolean hasRoom() {
        return running < runningMax;
    }

    boolean isEmpty() {
        return running == 0 && waiting.values().stream().allMatch(SequencedSet::isEmpty);
    }

    boolean waits(Priority priority) {
        return !waitingAt(priority).isEmpty();
    }

    void add(Attempt attempt) {
        waitingAt(attempt.order().priority()).addLast(attempt);
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

    private SequencedSet<Attempt> waitingAt(Priority priority) {
        SequencedSet<Attempt> attempts = waiting.get(priority);
        if (attempts == null) {
            throw new IllegalStateException("no queue for " + priority);
        }
        return attempts;
    }
}
