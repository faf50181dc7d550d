package carillon.timer;

import carillon.message.RunView.Stage;
import carillon.message.Standing;
import carillon.task.Action;
import carillon.timer.Entry.State;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Occurrences that nobody is registered for. They have a share of memory: so many of each handler stay and are tried
 * again and again; the others are left in the database, untried, until an attempt or a message shows that the handler
 * is there, or those that were tried are gone.
 */
final class Absences {

    /** What of one handler is tried at most. */
    private static final int TRIED_MAX = 1_000;

    /** The share of what an owner may have in memory: one part of so many. */
    private static final int SHARE = 4;

    /** What is left out can be told of, if asked for; of more than this only some. */
    private static final int NAMED_MAX = 10_000;

    /** Handlers that are told of in the log, once each. */
    private static final int TOLD_MAX = 1_000;

    private static final Logger LOG = System.getLogger(Absences.class.getName());

    private final Map<Integer, OwnedShard> owned;
    private final Time time;
    private final Agenda agenda;
    private final ChangeJobs changes;
    private final TimerMetrics metrics;
    private final Line.Share share;
    private final Map<String, Set<Entry>> tried = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final Map<String, Left> named = new HashMap<>();
    private int count;
    private long bytes;
    private long nextReading;
    private long nextReadingOfOthers;

    private record Left(OwnedShard shard, String handler, Standing standing) {}

    Absences(
            Map<Integer, OwnedShard> owned,
            Time time,
            Agenda agenda,
            ChangeJobs changes,
            TimerOptions options,
            TimerMetrics metrics) {
        this.owned = owned;
        this.time = time;
        this.agenda = agenda;
        this.changes = changes;
        this.metrics = metrics;
        share = new Line.Share(Math.max(1, options.armedMax() / SHARE), options.armedBytesMax() / SHARE);
        nextReading = time.elapsed();
        nextReadingOfOthers = nextReading;
    }

    /** How many occurrences are in memory and known to wait for a handler. */
    int size() {
        return count;
    }

    /** The handlers of which it is known that something is left in the database. */
    Set<String> leftOut() {
        Set<String> handlers = new TreeSet<>();
        owned.values().forEach(shard -> handlers.addAll(shard.leftOut.handlers()));
        return handlers;
    }

    /** What a task waits for that was left out, or null if it was not. */
    @Nullable
    Standing standing(String id) {
        Left left = named.get(id);
        return left == null || owned.get(left.shard.number) != left.shard ? null : left.standing;
    }

    /** A task is changed, and may not wait any more. */
    void changed(String id) {
        named.remove(id);
    }

    /** Why what calls a handler does not start, for people. */
    static String reason(String handler) {
        return "no handler named " + handler + " is registered";
    }

    /**
     * Nobody was registered for an occurrence.
     *
     * @return whether it stays in memory, to be tried again
     */
    boolean add(Entry entry, String handler) {
        tell(handler);
        Set<Entry> others = triedOf(handler);
        if (!others.contains(entry) && mayLeave(entry) && isFull(others.size())) {
            leave(entry, handler);
            return false;
        }
        if (tried.computeIfAbsent(handler, name -> new LinkedHashSet<>()).add(entry)) {
            count++;
            bytes += entry.payloadBytes();
        }
        return true;
    }

    /** Leaves a due occurrence out, untried, if others wait for its handler as it is; false if it is to be tried. */
    boolean leavesOut(Entry entry) {
        String handler = count == 0 ? null : handlerOf(entry);
        if (handler == null) {
            return false;
        }
        Set<Entry> others = triedOf(handler);
        boolean leaves = !others.isEmpty() && !others.contains(entry) && mayLeave(entry) && isFull(others.size());
        if (leaves) {
            leave(entry, handler);
        }
        return leaves;
    }

    /**
     * Forgets that an entry waits for its handler.
     *
     * @return whether it did
     */
    boolean forget(Entry entry) {
        String handler = count == 0 ? null : handlerOf(entry);
        Set<Entry> others = handler == null ? null : tried.get(handler);
        if (others == null || !others.remove(entry)) {
            return false;
        }
        count--;
        bytes -= entry.payloadBytes();
        if (others.isEmpty()) {
            tried.remove(handler);
        }
        return true;
    }

    /** A handler is there: what waits for it goes on, in the order of its queues. */
    void up(String handler) {
        told.remove(handler);
        named.values().removeIf(left -> left.handler.equals(handler));
        for (OwnedShard shard : owned.values()) {
            shard.leftOut.bringBack(handler, shard);
            shard.leftOut.bringBackOthers(shard);
        }
        long now = time.now();
        for (Entry entry : List.copyOf(triedOf(handler))) {
            forget(entry);
            if (entry.state == State.ARMED && entry.absences > 0) {
                agenda.arm(entry, now);
            }
        }
    }

    /** Keeps each handler to its share, and has more of it read where too little is tried. Every second or so. */
    void sweep() {
        int each = triedMax();
        for (String handler : List.copyOf(tried.keySet())) {
            Set<Entry> entries = triedOf(handler);
            if (entries.size() > each) {
                trim(handler, List.copyOf(entries).subList(each, entries.size()));
            }
        }
        long now = time.now();
        long elapsed = time.elapsed();
        if (elapsed >= nextReadingOfOthers) {
            nextReadingOfOthers = elapsed + TimerOptions.LEFT_OUT_MILLIS;
            readable(now).forEach(shard -> shard.leftOut.bringBackOthers(shard));
        }
        if (elapsed >= nextReading) {
            nextReading = elapsed + TimerOptions.ABSENT_MILLIS_MAX;
            leftOut().stream().filter(handler -> mayTryMore(handler, each)).forEach(handler -> readable(now)
                    .forEach(shard -> shard.leftOut.bringBack(handler, shard)));
        }
    }

    private void trim(String handler, List<Entry> over) {
        over.stream()
                .filter(entry -> entry.state == State.ARMED && mayLeave(entry))
                .forEach(entry -> leave(entry, handler));
    }

    private boolean mayTryMore(String handler, int each) {
        int ofHandler = triedOf(handler).size();
        return ofHandler == 0 || ofHandler <= each / 2 && count <= share.entries() / 2 && bytes <= share.bytes() / 2;
    }

    /** A shard that is still being read comes to what was left out later: else it might never be done. */
    private Stream<OwnedShard> readable(long now) {
        return owned.values().stream().filter(shard -> shard.progress.readBefore() >= now);
    }

    private Set<Entry> triedOf(String handler) {
        return tried.getOrDefault(handler, Set.of());
    }

    private boolean isFull(int ofHandler) {
        return ofHandler >= triedMax() || count >= share.entries() || bytes >= share.bytes();
    }

    private int triedMax() {
        return Math.clamp(share.entries() / Math.max(1, tried.size()), 1, TRIED_MAX);
    }

    /** Whether nothing is known of it here that the database does not know, and it is read again from there. */
    private boolean mayLeave(Entry entry) {
        return !entry.pending.spawned()
                && !entry.outdated
                && !entry.charged
                && !entry.unsure
                && !entry.paused
                && !changes.isChanging(entry.pending.id(), entry.shard);
    }

    private void leave(Entry entry, String handler) {
        if (!entry.shard.leftOut.add(handler, entry.pending)) {
            metrics.leftOutUnnamed();
        }
        if (named.size() < NAMED_MAX) {
            Standing standing =
                    new Standing(entry.occurrence(), Stage.WAITING, entry.pending.attempts(), reason(handler), null);
            named.put(entry.pending.id(), new Left(entry.shard, handler, standing));
        }
        agenda.remove(entry);
    }

    private void tell(String handler) {
        if (told.size() < TOLD_MAX && told.add(handler)) {
            LOG.log(Level.WARNING, "No handler named {0} is registered; tasks that call it wait for it", handler);
        }
    }

    private static @Nullable String handlerOf(Entry entry) {
        return entry.pending.definition().action() instanceof Action.Handler handler ? handler.name() : null;
    }
}
