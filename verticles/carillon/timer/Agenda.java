package carillon.timer;

import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.task.Limits;
import carillon.timer.Entry.State;
import carillon.wheel.TimingWheel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The occurrences that an owner has in memory, each with its place on the wheel.
 *
 * <p>A task has at most one occurrence of its schedule here, and any number beside it (spawned by a schedule whose
 * occurrences may overlap, fired by hand, revived, or of a definition that was replaced while it ran).
 */
final class Agenda {

    private final TimingWheel wheel;
    private final int sizeMax;
    private final long bytesMax;
    private final Map<String, Entry> scheduled = new HashMap<>();
    /** By task, and then in the order of nominal instants. */
    private final Map<String, NavigableMap<Long, Entry>> beside = new HashMap<>();

    private final SentBack sentBack = new SentBack();

    private Consumer<Entry> onRemove = entry -> {};
    private int besideCount;
    private long bytes;
    private int expected;
    private long expectedBytes;
    private @Nullable Entry[] byTimer = new @Nullable Entry[1_024];

    /**
     * An empty agenda.
     *
     * @param start in milliseconds since 1970; what is due before it costs more
     * @param sizeMax with so many occurrences it is full
     * @param bytesMax with so many bytes of payload it is full; the last occurrence may go beyond them
     */
    Agenda(long start, int sizeMax, long bytesMax) {
        this.sizeMax = sizeMax;
        this.bytesMax = bytesMax;
        // What comes with a shard and will not be read has to be kept, even where there is no room.
        wheel = new TimingWheel(start, TimingWheel.CAPACITY_MAX);
    }

    /** Says who forgets with it what it forgets. */
    void onRemove(Consumer<Entry> listener) {
        onRemove = listener;
    }

    int size() {
        return scheduled.size() + besideCount;
    }

    /** The bytes of all payloads; what one task has in memory more than once counts as often. */
    long bytes() {
        return bytes;
    }

    boolean hasRoom() {
        return size() < sizeMax && bytes < bytesMax;
    }

    /** Whether the room that is left is kept for what is due soon: a part of all, and two pages at the least. */
    boolean isNearlyFull() {
        return size() >= sizeMax - sizeMax / 8
                || bytes >= bytesMax - Math.max(bytesMax / 4, 2 * Limits.PAGE_PAYLOAD_BYTES);
    }

    /** Has pages leave room for what is about to be taken in besides; nothing, once it was. */
    void expect(List<Pending> pending) {
        expected = pending.size();
        expectedBytes = 0;
        for (Pending each : pending) {
            expectedBytes += each.definition().payload().length();
        }
    }

    /** How many occurrences a page may bring: none while the payloads of a whole page would be too much. */
    int roomForPage() {
        boolean full = bytes + expectedBytes + Limits.PAGE_PAYLOAD_BYTES > bytesMax;
        return full ? 0 : sizeMax - size() - expected;
    }

    /** The entry of an occurrence, or null. */
    @Nullable
    Entry find(Occurrence occurrence) {
        Entry entry = scheduled.get(occurrence.id());
        if (entry != null && entry.pending.scheduledFor() == occurrence.scheduledFor()) {
            return entry;
        }
        return beside(occurrence.id()).get(occurrence.scheduledFor());
    }

    /** The entry of a task's schedule, or null. */
    @Nullable
    Entry scheduled(String id) {
        return scheduled.get(id);
    }

    /** Everything of a task. */
    List<Entry> of(String id) {
        List<Entry> found = new ArrayList<>(1);
        Entry main = scheduled.get(id);
        if (main != null) {
            found.add(main);
        }
        found.addAll(beside(id).values());
        return found;
    }

    /** Everything of several tasks. */
    List<Entry> of(List<String> ids) {
        List<Entry> found = new ArrayList<>();
        ids.forEach(id -> found.addAll(of(id)));
        return found;
    }

    /** How many occurrences of a task stand beside its schedule. */
    int countBeside(String id) {
        return beside(id).size();
    }

    /** The first of the occurrences of a task that wait for each other, or null. */
    @Nullable
    Entry firstQueued(String id) {
        return beside(id).values().stream().filter(Entry::isQueued).findFirst().orElse(null);
    }

    private NavigableMap<Long, Entry> beside(String id) {
        return beside.getOrDefault(id, Collections.emptyNavigableMap());
    }

    private void putBeside(Entry entry) {
        NavigableMap<Long, Entry> siblings = beside.computeIfAbsent(entry.pending.id(), id -> new TreeMap<>());
        besideCount += siblings.put(entry.pending.scheduledFor(), entry) == null ? 1 : 0;
    }

    /** Takes an entry in, not yet on the wheel, whether there is room or not. There must be no other of its name. */
    void add(Entry entry) {
        if (entry.pending.extra() || entry.outdated) {
            putBeside(entry);
        } else {
            scheduled.put(entry.pending.id(), entry);
        }
        entry.shard.entries.add(entry);
        bytes += entry.payloadBytes();
    }

    /** Forgets an entry. */
    void remove(Entry entry) {
        disarm(entry);
        if (entry.state == State.GONE) {
            return;
        }
        scheduled.remove(entry.pending.id(), entry);
        NavigableMap<Long, Entry> siblings = beside(entry.pending.id());
        if (siblings.get(entry.pending.scheduledFor()) == entry) {
            siblings.remove(entry.pending.scheduledFor());
            besideCount--;
            if (siblings.isEmpty()) {
                beside.remove(entry.pending.id());
            }
        }
        entry.shard.entries.remove(entry);
        bytes -= entry.payloadBytes();
        entry.state = State.GONE;
        onRemove.accept(entry);
    }

    /** Keeps an occurrence whose definition was replaced while it ran beside the new schedule. */
    void setAside(Entry entry) {
        scheduled.remove(entry.pending.id(), entry);
        entry.outdated = true;
        putBeside(entry);
    }

    /** Sets or moves the timer of an entry. */
    void arm(Entry entry, long deadline) {
        leavePlace(entry);
        if (entry.timer != Entry.NO_TIMER) {
            wheel.rearm(entry.timer, deadline);
            return;
        }
        int timer = wheel.arm(deadline);
        if (timer >= byTimer.length) {
            byTimer = Arrays.copyOf(byTimer, Math.max(timer + 1, byTimer.length * 2));
        }
        byTimer[timer] = entry;
        entry.timer = timer;
    }

    /** Sets the timer of an entry that delivery had no room for; by {@link #firstOf} it may be offered before. */
    void armForRoom(Entry entry, long deadline) {
        arm(entry, deadline);
        sentBack.add(entry);
    }

    /**
     * Which goes first of an armed entry and of what delivery had no room for and has the same receiver: if that is an
     * older one, the two change places on the wheel.
     */
    Entry firstOf(Entry entry) {
        Entry older = sentBack.before(entry);
        if (older == null) {
            return entry;
        }
        long turn = wheel.deadline(entry.timer);
        long later = wheel.deadline(older.timer);
        arm(older, turn);
        armForRoom(entry, later);
        return older;
    }

    void disarm(Entry entry) {
        leavePlace(entry);
        if (entry.timer != Entry.NO_TIMER) {
            wheel.disarm(entry.timer);
            byTimer[entry.timer] = null;
            entry.timer = Entry.NO_TIMER;
        }
    }

    private void leavePlace(Entry entry) {
        entry.leaveQueue();
        sentBack.remove(entry);
    }

    /**
     * Hands out what is due.
     *
     * @param taker takes an entry, and then has disarmed it or armed it anew, or says no: it stays due and the poll
     * ends
     * @return how many were taken
     */
    int poll(long now, int limit, Predicate<Entry> taker) {
        return wheel.poll(now, limit, (timer, deadline) -> {
            Entry entry = byTimer[timer];
            if (entry == null) {
                throw new IllegalStateException("timer " + timer + " is of no entry");
            }
            try {
                return taker.test(entry);
            } catch (RuntimeException | Error fault) {
                keep(entry, now + TimerOptions.FAULTY_MILLIS);
                throw fault;
            }
        });
    }

    /** The wheel lets go of a timer whose taker fails; its entry would keep a handle that is another's by then. */
    private void keep(Entry entry, long deadline) {
        if (entry.state == State.ARMED || entry.state == State.IN_FLIGHT) {
            arm(entry, deadline);
        } else {
            disarm(entry);
        }
    }

    /** When to poll next, or {@link Long#MAX_VALUE}. */
    long nextDeadline() {
        return wheel.nextDeadline();
    }
}
