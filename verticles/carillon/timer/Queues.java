package carillon.timer;

import carillon.message.AttemptResult;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.LineCursor;
import carillon.message.StoreMessage.ReadLine;
import carillon.message.TimerMessage.QueuedFlight;
import carillon.message.TimerMessage.Start;
import carillon.task.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The queues of all shards of an owner: what is due and in a queue waits at its gate until it may start.
 *
 * <p>What waits is bounded, in each line and in all; the rest stays in the database and is read again when its turn
 * comes near.
 */
final class Queues {

    /** What waits in one line at most. */
    static final int HELD_MAX = 1_000;

    /** The share of what an owner may have in memory that may wait in queues. */
    private static final int HELD_SHARE = 4;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Time time;
    private final Agenda agenda;
    private final TimerOptions options;
    private final Map<Integer, OwnedShard> owned;
    private final LongestTimeouts longestTimeouts;
    private Line.Share share;
    private int turn;
    /** How many may still start in this turn. */
    private int startable;
    /** Nothing more may start in this turn. */
    private boolean refused;
    /** As many started as may at once. */
    private boolean mayStartMore;

    Queues(Time time, Agenda agenda, Ports ports, TimerOptions options, Map<Integer, OwnedShard> owned) {
        this.time = time;
        this.agenda = agenda;
        this.options = options;
        this.owned = owned;
        longestTimeouts = new LongestTimeouts(time, ports);
        share = share(options, 1);
    }

    private static Line.Share share(TimerOptions options, int lines) {
        return new Line.Share(
                Math.clamp(options.armedMax() / HELD_SHARE / Math.max(1, lines), 1, HELD_MAX),
                options.armedBytesMax() / HELD_SHARE / Math.max(1, lines));
    }

    /** Has a due entry wait for its turn. */
    void hold(Entry entry, String queue) {
        agenda.disarm(entry);
        QueueGate gate = entry.shard.queues.hold(entry, queue);
        trim(gate, entry.pending.definition().priority());
    }

    private void trim(QueueGate gate, Priority priority) {
        Line line = gate.line(priority);
        for (Entry over = line.leaveOut(share); over != null; over = line.leaveOut(share)) {
            over.shard.queues.wasCut(gate);
            agenda.remove(over);
        }
    }

    /**
     * Offers what may start to a taker.
     *
     * @param taker takes an entry, so that it waits here no more; or says no, as long as nothing may start at all
     */
    void start(int limit, Predicate<Entry> taker) {
        startable = limit;
        refused = false;
        for (OwnedShard shard : owned.values()) {
            if (refused) {
                break;
            }
            if (!shard.ceding && shard.queues.mayStart()) {
                start(shard, taker);
            }
        }
        mayStartMore = startable == 0;
    }

    private void start(OwnedShard shard, Predicate<Entry> taker) {
        for (QueueGate gate : shard.queues.takeStirred(time.clock.nanoTime())) {
            if (refused) {
                stir(shard, gate);
            } else {
                start(shard, gate, taker);
            }
        }
    }

    private void start(OwnedShard shard, QueueGate gate, Predicate<Entry> taker) {
        for (Entry next = gate.next(); next != null; next = gate.next()) {
            long now = time.clock.nanoTime();
            long wait = gate.waitNanos(next, now);
            if (wait > 0) {
                if (wait != QueueGate.NEVER) {
                    shard.queues.wakeAt(gate, now + wait);
                }
                return;
            }
            boolean offered = startable > 0 && isFirst(next, shard) && longestTimeouts.cover(next, gate);
            refused = offered && !taker.test(next);
            if (!offered || refused) {
                stir(shard, gate);
                return;
            }
            startable--;
        }
    }

    /** Whether no page to come brings what is due at the same instant and goes first, as far as one can come. */
    private boolean isFirst(Entry next, OwnedShard shard) {
        boolean canReadOn = agenda.roomForPage() / 2 >= options.roomMin(owned.size());
        return !canReadOn || !shard.progress.endedWithin(next.waitsSince());
    }

    /** Has a gate looked at again; one that is busy goes on when it is not any more. */
    private static void stir(OwnedShard shard, QueueGate gate) {
        if (!gate.isBusy()) {
            shard.queues.stir(gate);
        }
    }

    /** An attempt was ordered. */
    void ordered(Entry entry, long timeoutMillis) {
        QueueGate gate = entry.gate;
        if (gate != null) {
            agenda.disarm(entry);
            entry.shard.queues.ordered(gate, entry, timeoutMillis, time.clock.nanoTime());
        }
    }

    void began(List<Start> starts) {
        long now = time.clock.nanoTime();
        for (Start start : starts) {
            Entry entry = agenda.find(start.occurrence());
            if (entry != null) {
                entry.heard(start.attempt(), now);
            }
            OwnedShard shard = owned.get(start.shard());
            if (shard != null) {
                shard.queues.began(start.occurrence(), start.attempt(), now);
            }
        }
    }

    void ended(AttemptResult result) {
        OwnedShard shard = owned.get(result.shard());
        if (shard != null) {
            boolean started = !(result.verdict() instanceof NotStarted);
            shard.queues.ended(result.occurrence(), result.attempt(), started, time.clock.nanoTime());
        }
    }

    /** The next entry's attempt is written down first, and has its room for that while. */
    void charge(Entry entry) {
        QueueGate gate = entry.gate;
        agenda.disarm(entry);
        if (gate != null) {
            gate.charge(entry);
        }
    }

    /** Nothing was heard of an attempt until after its time. */
    void gaveUp(Entry entry) {
        entry.shard.queues.ended(entry.occurrence(), entry.attempt, true, time.clock.nanoTime());
    }

    /** What runs in the queues of a shard, for its next owner. */
    List<QueuedFlight> flights(OwnedShard shard) {
        return shard.queues.flights(shard.number, time.clock.nanoTime());
    }

    /** Takes over what was running when its shard was handed to us. */
    void inherit(List<QueuedFlight> flights) {
        for (QueuedFlight flight : flights) {
            OwnedShard shard = owned.get(flight.shard());
            if (shard != null) {
                shard.queues.inherit(flight, time.clock.nanoTime());
            }
        }
    }

    /** Every second or so. */
    void sweep() {
        long now = time.clock.nanoTime();
        int gates = 0;
        for (OwnedShard shard : owned.values()) {
            shard.queues.sweep(now);
            gates += shard.queues.gates().size();
        }
        share = share(options, gates * Priority.values().length);
        for (OwnedShard shard : owned.values()) {
            for (QueueGate gate : shard.queues.gates()) {
                for (Priority priority : Priority.values()) {
                    trim(gate, priority);
                }
            }
        }
    }

    /** How long until something may start, in milliseconds, or {@link Long#MAX_VALUE}. */
    long nextWakeMillis() {
        if (mayStartMore) {
            return 0;
        }
        long now = time.clock.nanoTime();
        long next = QueueGate.NEVER;
        for (OwnedShard shard : owned.values()) {
            next = Math.min(next, shard.queues.nextWakeNanos(now));
        }
        return next == QueueGate.NEVER ? Long.MAX_VALUE : Math.ceilDiv(next, NANOS_PER_MILLI);
    }

    /** A line was read from a cursor up to the next one, or to its end. */
    void wasRead(LineCursor from, @Nullable LineCursor next) {
        OwnedShard shard = owned.get(from.shard());
        if (shard != null) {
            shard.queues
                    .gate(from.queue())
                    .line(from.priority())
                    .wasRead(point(from), next == null ? null : point(next));
        }
    }

    private static Line.Point point(LineCursor cursor) {
        return new Line.Point(cursor.due(), cursor.place());
    }

    /** What to read of a line that has room again, or null. Lines take turns. */
    @Nullable
    ReadLine unread() {
        if (agenda.roomForPage() < share.entries()) {
            return null;
        }
        List<OwnedShard> cut = new ArrayList<>();
        for (OwnedShard shard : owned.values()) {
            if (shard.queues.isAnyCut() && !shard.ceding && !shard.doubtful) {
                cut.add(shard);
            }
        }
        for (int i = 0; i < cut.size(); i++) {
            OwnedShard shard = cut.get((turn + i) % cut.size());
            ShardQueues.Unread unread = shard.queues.unread(share);
            if (unread != null) {
                turn = turn + i + 1;
                Line.Point from = unread.from();
                LineCursor cursor =
                        new LineCursor(shard.number, unread.queue(), unread.priority(), from.due(), from.place());
                return new ReadLine(cursor, time.now(), share.entries());
            }
        }
        return null;
    }
}
