package carillon.timer;

import carillon.message.Pending;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes pending occurrences into memory, each once, whichever way they come, or leaves them to be read later: where
 * there is no room, or what they are is about to change.
 */
final class Admission {

    private final Time time;
    private final Agenda agenda;
    private final TimerOptions options;
    private final Map<Integer, OwnedShard> shards;
    private final Flights flights;
    private final ChangeJobs changes;
    private final Abandoned abandoned;

    Admission(
            Time time,
            Agenda agenda,
            TimerOptions options,
            Map<Integer, OwnedShard> shards,
            Flights flights,
            ChangeJobs changes,
            Abandoned abandoned) {
        this.time = time;
        this.agenda = agenda;
        this.options = options;
        this.shards = shards;
        this.flights = flights;
        this.changes = changes;
        this.abandoned = abandoned;
    }

    /** Whether what is due then will be asked for later, so that it need not be kept. */
    boolean willRead(OwnedShard shard, long due) {
        return due > time.now() + options.horizonMillis() && due > shard.progress.askedUpTo();
    }

    /** How far ahead occurrences are wanted now. */
    long horizon(long now) {
        return now + (agenda.isNearlyFull() ? options.soonMillis() : options.horizonMillis());
    }

    /** Takes in an occurrence as a change left it; unlike a page, this is never stale. */
    void changed(Pending pending, OwnedShard shard) {
        boolean isOurs = shards.get(shard.number) == shard;
        if (isOurs && (pending.spawned() || !willRead(shard, pending.due()))) {
            place(pending, shard);
        }
    }

    /**
     * Takes in an occurrence that now stands beside its schedule.
     *
     * @param again whether it may have stood there for a while, and even be over: then the database is asked
     */
    void spawned(Pending pending, OwnedShard shard, boolean again) {
        if (again) {
            shard.letGo(pending);
        } else {
            place(pending, shard);
        }
    }

    /** Whether it is in memory, or another of its task is, whose schedule it is of. */
    boolean isKnown(Pending pending) {
        return known(pending) != null;
    }

    /** Whether the very row is in memory that is brought, not an older one of its name; beside schedules names tell. */
    boolean holds(Pending pending) {
        Entry known = known(pending);
        return known != null && (pending.extra() || known.isOf(pending.transaction()));
    }

    private @Nullable Entry known(Pending pending) {
        Entry same = agenda.find(pending.occurrence());
        return same != null || pending.extra() ? same : agenda.scheduled(pending.id());
    }

    /**
     * Takes in what is not in memory. What comes while its task is under change may be outdated by it, or be of another
     * task of its name, and is read again when that is known.
     */
    void take(Pending pending, OwnedShard shard) {
        if (!changes.passOver(pending.id(), shard, pending.due()) && !isKnown(pending)) {
            place(pending, shard);
        }
    }

    private void place(Pending pending, OwnedShard shard) {
        if (!agenda.hasRoom() || agenda.isNearlyFull() && pending.due() > horizon(time.now())) {
            shard.letGo(pending);
            return;
        }
        Entry entry = new Entry(abandoned.count(pending), shard);
        entry.suspect = pending.due() < shard.suspectBefore;
        agenda.add(entry);
        Flights.Expected flight = flights.land(pending.occurrence());
        if (flight == null) {
            agenda.arm(entry, pending.due());
        } else {
            entry.state = Entry.State.IN_FLIGHT;
            entry.attempt = flight.attempt();
            agenda.arm(entry, flight.lostAt());
        }
    }
}
