package carillon.timer;

import carillon.message.Occurrence;
import carillon.timer.Entry.State;
import carillon.wheel.TimingWheel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The occurrences that an owner has in memory, each with its place on the wheel.
 *
 * <p>A task has at most one occurrence of its schedule here, and any number beside it (fired by hand, revived, or of a
 * definition that was replaced while it ran).
 */
final class Agenda {

    private final TimingWheel wheel;
    private final int sizeMax;
    private final Map<String, Entry> scheduled = new HashMap<>();
    private final Map<Occurrence, Entry> beside = new HashMap<>();
    private @Nullable Entry[] byTimer = new @Nullable Entry[1_024];

    /** An empty agenda that holds {@code sizeMax} occurrences at most. */
    Agenda(int sizeMax) {
        this.sizeMax = sizeMax;
        wheel = new TimingWheel(0, sizeMax);
    }

    int size() {
        return scheduled.size() + beside.size();
    }

    int room() {
        return sizeMax - size();
    }

    /** The entry of an occurrence, or null. */
    @Nullable
    Entry find(Occurrence occurrence) {
        Entry entry = scheduled.get(occurrence.id());
        if (entry != null && entry.pending.scheduledFor() == occurrence.scheduledFor()) {
            return entry;
        }
        return beside.get(occurrence);
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
        for (Entry entry : beside.values()) {
            if (entry.pending.id().equals(id)) {
                found.add(entry);
            }
        }
        return found;
    }

    /** Everything of several tasks. */
    List<Entry> of(List<String> ids) {
        List<Entry> found = new ArrayList<>();
        for (String id : ids) {
            Entry main = scheduled.get(id);
            if (main != null) {
                found.add(main);
            }
        }
        if (!beside.isEmpty()) {
            Set<String> wanted = Set.copyOf(ids);
            beside.values().stream()
                    .filter(entry -> wanted.contains(entry.pending.id()))
                    .forEach(found::add);
        }
        return found;
    }

    /** Takes an entry in, not yet on the wheel. There must be room, and no other of its name. */
    void add(Entry entry) {
        if (entry.pending.extra() || entry.outdated) {
            beside.put(entry.occurrence(), entry);
        } else {
            scheduled.put(entry.pending.id(), entry);
        }
        entry.shard.entries.add(entry);
    }

    /** Forgets an entry. */
    void remove(Entry entry) {
        disarm(entry);
        scheduled.remove(entry.pending.id(), entry);
        beside.remove(entry.occurrence(), entry);
        entry.shard.entries.remove(entry);
        entry.state = State.GONE;
    }

    /** Keeps an occurrence whose definition was replaced while it ran beside the new schedule. */
    void setAside(Entry entry) {
        scheduled.remove(entry.pending.id(), entry);
        entry.outdated = true;
        beside.put(entry.occurrence(), entry);
    }

    /** Sets or moves the timer of an entry. */
    void arm(Entry entry, long deadline) {
        entry.leaveQueue();
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

    void disarm(Entry entry) {
        entry.leaveQueue();
        if (entry.timer != Entry.NO_TIMER) {
            wheel.disarm(entry.timer);
            byTimer[entry.timer] = null;
            entry.timer = Entry.NO_TIMER;
        }
    }

    /**
     * Hands out what is due.
     *
     * @param taker takes an entry, and then has disarmed it or armed it anew, or says no: it stays due and the poll
     * ends
     */
    void poll(long now, int limit, Predicate<Entry> taker) {
        wheel.poll(now, limit, (timer, deadline) -> {
            Entry entry = byTimer[timer];
            if (entry == null) {
                throw new IllegalStateException("timer " + timer + " is of no entry");
            }
            return taker.test(entry);
        });
    }

    /** When to poll next, or {@link Long#MAX_VALUE}. */
    long nextDeadline() {
        return wheel.nextDeadline();
    }
}
