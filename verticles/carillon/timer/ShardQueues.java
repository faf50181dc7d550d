package carillon.timer;

import carillon.message.Occurrence;
import carillon.message.QueueState;
import carillon.message.TimerMessage.QueuedFlight;
import carillon.task.Definition;
import carillon.task.Priority;
import carillon.task.QueueSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The queues of a shard of ours: their gates, and which of them may have something to start. */
final class ShardQueues {

    private final Map<String, QueueGate> gates = new HashMap<>();
    private final Map<AttemptName, QueueGate> running = new HashMap<>();
    private final Set<QueueGate> stirred = new LinkedHashSet<>();
    private final TreeSet<Wake> wakes =
            new TreeSet<>(Comparator.comparingLong(Wake::nanos).thenComparing(wake -> wake.gate().name));
    private final Map<QueueGate, Wake> wakeOf = new HashMap<>();
    /** Gates of which something was left out, so that nobody looks through all the others for it. */
    private final Set<QueueGate> cut = new LinkedHashSet<>();
    /** Gates with entries of which an attempt of a dead owner may still run. */
    private final Set<String> haunted = new HashSet<>();
    /** When the shard became ours, on the monotonic clock. */
    private final long gainedNanos;

    private boolean loaded;
    private boolean loading;
    private boolean ready;

    private record Wake(QueueGate gate, long nanos) {}

    /** A line that is to be read on. */
    record Unread(String queue, Priority priority, Line.Point from) {}

    ShardQueues(long gainedNanos) {
        this.gainedNanos = gainedNanos;
    }

    Collection<QueueGate> gates() {
        return gates.values();
    }

    /** Whether what operators set is known. */
    boolean isLoaded() {
        return loaded;
    }

    boolean mustLoad() {
        return !loaded && !loading;
    }

    void loadingBegins() {
        loading = true;
    }

    /** Takes in what operators set; starts that nobody here knows of are over after the time that they may take. */
    void loaded(Collection<QueueState> states, long nowNanos) {
        loading = false;
        loaded = true;
        Set<String> named = new HashSet<>();
        for (QueueState each : states) {
            named.add(each.name());
            gate(each.name()).set(each, nowNanos);
        }
        for (QueueGate gate : gates.values()) {
            if (!named.contains(gate.name)) {
                gate.set(QueueState.of(gate.name), nowNanos);
            }
            gate.closeForWindow(gainedNanos);
            stir(gate);
        }
        haunted.forEach(this::exorcise);
    }

    void loadFailed() {
        loading = false;
    }

    /** Has it loaded anew: a write of unknown outcome may have changed it. */
    void forgetSettings() {
        loaded = false;
    }

    /** Everything that was due when the shard became ours is in memory, or known to be left out. */
    void ready() {
        if (!ready) {
            ready = true;
            stirred.addAll(gates.values());
        }
    }

    /** Whether no attempt is under way, not even one whose task is cancelled. */
    boolean isQuiet() {
        return running.isEmpty();
    }

    boolean mayStart() {
        return loaded && ready;
    }

    QueueGate gate(String name) {
        return gates.computeIfAbsent(name, each -> new QueueGate(QueueState.of(each)));
    }

    /** Has an entry of a queue wait for its turn. */
    QueueGate hold(Entry entry, String queue) {
        QueueGate gate = gate(queue);
        if (entry.suspect && haunted.add(queue) && loaded) {
            exorcise(queue);
        }
        gate.add(entry);
        stir(gate);
        return gate;
    }

    /** An attempt may run on that a dead owner started: nothing starts before it must have ended. */
    private void exorcise(String queue) {
        QueueGate gate = gate(queue);
        if (gate.state().settings().concurrency() != null) {
            gate.closeUntil(gainedNanos + Time.nanos(gate.state().longestMillis()) + StartWindow.GRACE_NANOS);
        }
    }

    void stir(QueueGate gate) {
        stirred.add(gate);
    }

    /** Takes out the gates at which something may have changed. */
    List<QueueGate> takeStirred(long nowNanos) {
        while (!wakes.isEmpty() && wakes.first().nanos() - nowNanos <= 0) {
            Wake wake = wakes.removeFirst();
            wakeOf.remove(wake.gate());
            stirred.add(wake.gate());
        }
        if (stirred.isEmpty()) {
            return List.of();
        }
        List<QueueGate> taken = List.copyOf(stirred);
        stirred.clear();
        return taken;
    }

    /** Has a gate looked at again at a moment. */
    void wakeAt(QueueGate gate, long nanos) {
        Wake wake = new Wake(gate, nanos);
        Wake before = wakeOf.put(gate, wake);
        if (before != null) {
            wakes.remove(before);
        }
        wakes.add(wake);
    }

    /** How long until a gate is to be looked at, in nanoseconds, or {@link QueueGate#NEVER}. */
    long nextWakeNanos(long nowNanos) {
        return wakes.isEmpty() ? QueueGate.NEVER : Math.max(0, wakes.first().nanos() - nowNanos);
    }

    void ordered(QueueGate gate, Entry entry, long timeoutMillis, long nowNanos) {
        AttemptName attempt = new AttemptName(entry.occurrence(), entry.attempt);
        running.put(attempt, gate);
        long over = nowNanos + Time.nanos(timeoutMillis + TimerOptions.LOST_AFTER_MILLIS);
        gate.ordered(attempt, timeoutMillis, nowNanos, over);
    }

    /** Takes over what was running when the shard was handed to us. */
    void inherit(QueuedFlight flight, long nowNanos) {
        QueueGate gate = gate(flight.queue());
        AttemptName attempt = new AttemptName(flight.occurrence(), flight.attempt());
        running.put(attempt, gate);
        gate.ordered(attempt, flight.remainingMillis(), nowNanos, nowNanos + Time.nanos(flight.remainingMillis()));
        gate.began(attempt, nowNanos);
    }

    void began(Occurrence occurrence, int number, long nowNanos) {
        AttemptName attempt = new AttemptName(occurrence, number);
        QueueGate gate = running.get(attempt);
        if (gate != null) {
            gate.began(attempt, nowNanos);
            stir(gate);
        }
    }

    /** An attempt ended; {@code started} is false if it never did. */
    void ended(Occurrence occurrence, int number, boolean started, long nowNanos) {
        if (running.isEmpty()) {
            return;
        }
        AttemptName attempt = new AttemptName(occurrence, number);
        QueueGate gate = running.remove(attempt);
        if (gate != null) {
            gate.ended(attempt, started, nowNanos);
            stir(gate);
        }
    }

    /** Gives up what is silent too long, and what is idle. */
    void sweep(long nowNanos) {
        cut.removeIf(gate -> !gate.isCut());
        for (QueueGate gate : List.copyOf(gates.values())) {
            Set<AttemptName> over = gate.expire(nowNanos);
            over.forEach(running::remove);
            if (!over.isEmpty()) {
                stir(gate);
            }
            if (gate.isIdle() && !haunted.contains(gate.name)) {
                gates.remove(gate.name);
                stirred.remove(gate);
                Wake wake = wakeOf.remove(gate);
                if (wake != null) {
                    wakes.remove(wake);
                }
            }
        }
    }

    /** What runs in all queues, for the next owner. */
    List<QueuedFlight> flights(int shard, long nowNanos) {
        List<QueuedFlight> flights = new ArrayList<>();
        for (QueueGate gate : gates.values()) {
            gate.running(nowNanos)
                    .forEach((attempt, left) -> flights.add(new QueuedFlight(
                            shard, gate.name, attempt.occurrence(), attempt.number(), Time.millis(left) + 1)));
        }
        return flights;
    }

    /** Something was left out of a gate. */
    void wasCut(QueueGate gate) {
        cut.add(gate);
    }

    /** What a line may have from a point on is in the database only. */
    void leftOut(String queue, Priority priority, Line.Point from) {
        QueueGate gate = gate(queue);
        gate.line(priority).leftOut(from);
        wasCut(gate);
        stir(gate);
    }

    /** Whether something may have been left out of a gate. */
    boolean isAnyCut() {
        return !cut.isEmpty();
    }

    /** A line that has room and of which something was left out, or null. */
    @Nullable
    Unread unread(Line.Share share) {
        for (QueueGate gate : cut) {
            for (Priority priority : Priority.values()) {
                Line.Point from = gate.line(priority).readOn(share);
                if (from != null) {
                    return new Unread(gate.name, priority, from);
                }
            }
        }
        return null;
    }

    /** The first due instant of what was left out, or {@link Long#MAX_VALUE}. */
    long missedFrom() {
        long first = Long.MAX_VALUE;
        for (QueueGate gate : cut) {
            for (Priority priority : Priority.values()) {
                Line.Point missed = gate.line(priority).missed();
                first = missed == null ? first : Math.min(first, missed.due());
            }
        }
        return first;
    }

    /** What the queue of a task says, where the task says nothing itself. */
    QueueSettings settings(Definition task) {
        String queue = task.queueName();
        return queue == null ? QueueSettings.NONE : gate(queue).state().settings();
    }
}
