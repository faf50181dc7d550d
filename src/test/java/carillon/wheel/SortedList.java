package carillon.wheel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dullest possible model of a wheel: a list sorted by deadline, equals in the order of arming. */
final class SortedList {
    private final List<Timer> timers = new ArrayList<>();
    private long armings;

    record Timer(int handle, long deadline, long arming) {}

    void arm(int handle, long deadline) {
        int at = 0;
        while (at < timers.size() && timers.get(at).deadline <= deadline) {
            at++;
        }
        timers.add(at, new Timer(handle, deadline, armings++));
    }

    boolean disarm(int handle) {
        return timers.removeIf(timer -> timer.handle == handle);
    }

    void consume(Timer timer) {
        timers.remove(timer);
    }

    List<Timer> timers() {
        return timers;
    }

    long armings() {
        return armings;
    }

    /** The first timer due of those armed before the given count of armings. */
    Optional<Timer> firstDue(long now, long armedBefore) {
        return timers.stream()
                .filter(timer -> timer.deadline <= now && timer.arming < armedBefore)
                .findFirst();
    }

    long firstDeadline() {
        return timers.isEmpty() ? Long.MAX_VALUE : timers.getFirst().deadline;
    }
}
