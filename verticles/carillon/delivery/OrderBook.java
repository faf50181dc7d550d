package carillon.delivery;

import carillon.config.DeliveryConfig;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.DeliveryMessage.OrderName;
import carillon.message.Occurrence;
import carillon.task.Priority;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The orders that are here, from their arrival to their end, and which of them goes next.
 *
 * <p>Urgent ones go first; among those of one priority the targets take turns, so that a slow target holds up only what
 * waits for itself, and at each what was due first goes first. Every operation takes logarithmic time at most, but for
 * {@link #takeWaiting} and {@link #owners}.
 *
 * <p>For use by one thread.
 */
final class OrderBook {

    private final int windowMax;
    private final int runningMax;
    private final int perHostMax;
    private final int perHandlerMax;
    private final Map<Occurrence, Attempt> attempts = new HashMap<>();
    private final Map<Target, Lane> lanes = new HashMap<>();
    /** By priority, the lanes that have room and where such an attempt waits. */
    private final Map<Priority, SequencedSet<Lane>> ready = new EnumMap<>(Priority.class);

    private int running;
    private int waiting;

    OrderBook(DeliveryConfig config) {
        this.windowMax = config.windowMax();
        this.runningMax = config.attemptsMax();
        this.perHostMax = config.connectionsPerHostMax();
        this.perHandlerMax = config.callsPerHandlerMax();
        for (Priority priority : Priority.values()) {
            ready.put(priority, new LinkedHashSet<>());
        }
    }

    /** What became of an order that arrived. */
    sealed interface Intake {}

    /** It waits now, in the place of {@code instead} if that is not null. */
    record Taken(@Nullable Attempt instead) implements Intake {}

    /** It is here already, or a newer one is. */
    record Repeated() implements Intake {}

    record Refused(String reason) implements Intake {}

    /** Takes an order in. */
    Intake add(Attempt attempt) {
        Attempt here = attempts.get(attempt.occurrence());
        if (here != null && !attempt.isNewerThan(here)) {
            return new Repeated();
        }
        if (here != null && here.stage() == Attempt.Stage.STARTED) {
            return new Refused("an earlier attempt is still running");
        }
        boolean takesPlace = here != null && here.stage() == Attempt.Stage.WAITING;
        if (!takesPlace && running + waiting >= windowMax) {
            return new Refused(NotStarted.BUSY);
        }
        if (here != null) {
            withdraw(here);
        }
        attempts.put(attempt.occurrence(), attempt);
        Lane lane = lanes.computeIfAbsent(attempt.target(), this::newLane);
        lane.add(attempt);
        waiting++;
        settle(lane, attempt.order().priority());
        return new Taken(here);
    }

    /** The attempt to be made next, which then takes up room until {@link #end}; null while there is none. */
    @Nullable
    Attempt next(long nowNanos) {
        if (isFull()) {
            return null;
        }
        for (Map.Entry<Priority, SequencedSet<Lane>> entry : ready.entrySet()) {
            if (!entry.getValue().isEmpty()) {
                Lane lane = entry.getValue().removeFirst();
                Attempt attempt = lane.take(entry.getKey());
                waiting--;
                running++;
                attempt.call(nowNanos);
                settleAll(lane);
                return attempt;
            }
        }
        return null;
    }

    /** Ends an attempt that {@link #next} gave out. */
    void end(Attempt attempt) {
        attempt.end();
        attempts.remove(attempt.occurrence(), attempt);
        running--;
        Lane lane = laneOf(attempt);
        lane.release();
        settleAll(lane);
        dropIfEmpty(attempt.target(), lane);
    }

    /** The attempt of an occurrence whose first byte has left, or null. */
    @Nullable
    Attempt started(Occurrence occurrence) {
        Attempt attempt = attempts.get(occurrence);
        return attempt != null && attempt.stage() == Attempt.Stage.STARTED ? attempt : null;
    }

    /** Takes an order back, unless it has started; returns whether it has. One in its place stays where it is. */
    boolean withdraw(OrderName order) {
        Attempt attempt = attempts.get(order.occurrence());
        if (attempt == null || !attempt.order().name().equals(order)) {
            return false;
        }
        if (attempt.stage() == Attempt.Stage.STARTED) {
            return true;
        }
        withdraw(attempt);
        return false;
    }

    /** Takes out the waiting attempts that match; O(n). */
    List<Attempt> takeWaiting(Predicate<Attempt> which) {
        List<Attempt> taken = new ArrayList<>();
        for (Attempt attempt : attempts.values()) {
            if (attempt.stage() == Attempt.Stage.WAITING && which.test(attempt)) {
                taken.add(attempt);
            }
        }
        taken.forEach(this::withdraw);
        return taken;
    }

    /** Those whose orders are here; O(n). */
    Set<String> owners() {
        return attempts.values().stream().map(Attempt::owner).collect(Collectors.toSet());
    }

    int running() {
        return running;
    }

    int waiting() {
        return waiting;
    }

    /** Whether what waits does so because too much is under way in all, and not just at its target. */
    boolean isFull() {
        return running >= runningMax;
    }

    private void withdraw(Attempt attempt) {
        boolean waited = attempt.stage() == Attempt.Stage.WAITING;
        attempt.withdraw();
        attempts.remove(attempt.occurrence(), attempt);
        if (waited) {
            Lane lane = laneOf(attempt);
            lane.remove(attempt);
            waiting--;
            settle(lane, attempt.order().priority());
            dropIfEmpty(attempt.target(), lane);
        }
    }

    private Lane newLane(Target target) {
        return new Lane(
                switch (target.kind()) {
                    case WEBHOOK -> perHostMax;
                    case HANDLER -> perHandlerMax;
                });
    }

    private Lane laneOf(Attempt attempt) {
        Lane lane = lanes.get(attempt.target());
        if (lane == null) {
            throw new IllegalStateException("no lane for " + attempt.target());
        }
        return lane;
    }

    private void dropIfEmpty(Target target, Lane lane) {
        if (lane.isEmpty()) {
            lanes.remove(target);
        }
    }

    private void settleAll(Lane lane) {
        for (Priority priority : Priority.values()) {
            settle(lane, priority);
        }
    }

    private void settle(Lane lane, Priority priority) {
        SequencedSet<Lane> readyLanes = ready.get(priority);
        if (readyLanes == null) {
            throw new IllegalStateException("no queue for " + priority);
        }
        if (lane.hasRoom() && lane.waits(priority)) {
            readyLanes.add(lane);
        } else {
            readyLanes.remove(lane);
        }
    }
}
