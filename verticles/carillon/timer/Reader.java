package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.DueCursor;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Sighting;
import carillon.message.StoreMessage.DuePage;
import carillon.message.StoreMessage.LinePage;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings the near future into memory, each occurrence once, whichever way it comes: by a page in the order of due
 * instants, or by an {@code Arm} message right after its commit. What a lost message left behind is found by comparing
 * what became visible in the database with what is known.
 *
 * <p>A page or a message may be older than what happened here since it was written. So whoever was settled is
 * remembered until no read and no message can name it any more, and a task under change is left to its {@link Changer}.
 */
final class Reader {

    private final Time time;
    private final Agenda agenda;
    private final Ports ports;
    private final TimerOptions options;
    private final Queues queues;
    private final Map<Integer, OwnedShard> shards;
    private final Flights flights;
    private final ChangeJobs changes;

    private final Recent recent = new Recent();
    private long nextSafetyRead;
    private @Nullable SafetyRead safety;
    private boolean lineWasLast;

    Reader(
            Time time,
            Agenda agenda,
            Ports ports,
            TimerOptions options,
            Queues queues,
            Map<Integer, OwnedShard> shards,
            Flights flights,
            ChangeJobs changes) {
        this.time = time;
        this.agenda = agenda;
        this.ports = ports;
        this.options = options;
        this.queues = queues;
        this.shards = shards;
        this.flights = flights;
        this.changes = changes;
    }

    /** The point up to which everything that became visible is known. */
    ReadPoint seen() {
        return recent.seen();
    }

    /** Remembers that an occurrence was settled, or changed, against whoever brings older news of it. */
    void remember(Entry entry) {
        recent.settled(entry);
    }

    void rememberChange(String id) {
        recent.changed(id);
    }

    /** Whether what is due then will be read later, so that it need not be kept. */
    boolean willRead(OwnedShard shard, long due) {
        return due > time.now() + options.horizonMillis() && due > shard.cursor.due() && due >= shard.completeBefore;
    }

    /** Takes in what was just committed. */
    void arm(Collection<Pending> pending) {
        long horizon = time.now() + options.horizonMillis();
        for (Pending each : pending) {
            OwnedShard shard = shards.get(each.shard());
            if (shard == null || shard.ceding || isStale(each, shard)) {
                continue;
            }
            if (each.due() <= horizon || each.due() < shard.completeBefore) {
                shard.expectSettledUpTo(each.due());
                take(each, shard);
            }
        }
    }

    /** Takes in an occurrence as a change left it; unlike a read, this is never stale. */
    void armChanged(Pending pending, OwnedShard shard) {
        boolean isOurs = shards.get(shard.number) == shard;
        if (isOurs && (pending.spawned() || !willRead(shard, pending.due()))) {
            shard.expectSettledUpTo(pending.due());
            place(pending, shard);
        }
    }

    /**
     * Takes in an occurrence that now stands beside its schedule.
     *
     * @param again whether it may have stood there for a while, and even be over: then the database is asked
     */
    void armSpawned(Pending pending, OwnedShard shard, boolean again) {
        if (again) {
            shard.besidesKnown = false;
            shard.rewind(pending.due());
        } else {
            place(pending, shard);
        }
    }

    /** Reads on where there is something to read. */
    void read() {
        if (recent.isReading() || shards.isEmpty() || !time.trusted()) {
            return;
        }
        long now = time.now();
        SafetyRead next = safetyRead(now);
        boolean reading = (next == null || next.yields()) && readDueOrLine(now);
        if (next != null && !reading) {
            readNew(next);
        }
    }

    private boolean readDueOrLine(long now) {
        lineWasLast = !lineWasLast && readLine() || !readDue(now) && readLine();
        return recent.isReading();
    }

    /** The safety read that is under way or is to begin now, or null. */
    private @Nullable SafetyRead safetyRead(long now) {
        List<OwnedShard> fresh = SafetyRead.fresh(shards.values());
        if (safety == null && (!fresh.isEmpty() || now >= nextSafetyRead)) {
            nextSafetyRead = now + options.safetyMillis();
            recent.safetyReadBegins();
            long horizon = now + options.horizonMillis();
            safety = fresh.isEmpty()
                    ? new SafetyRead(List.copyOf(shards.values()), recent.seen(), horizon)
                    : new SafetyRead(fresh, fresh.getFirst().inheritedFrom, horizon);
        }
        return safety;
    }

    private boolean readDue(long now) {
        List<OwnedShard> behind = new ArrayList<>();
        for (OwnedShard shard : shards.values()) {
            if (!shard.ceding && !shard.doubtful && shard.completeBefore < now + options.horizonMillis() / 2) {
                behind.add(shard);
            }
        }
        int room = agenda.room() / 2;
        if (behind.isEmpty() || room < behind.size()) {
            return false;
        }
        int limit = Math.max(1, Math.min(TimerOptions.PAGE_MAX, room) / behind.size());
        long horizon = now + options.horizonMillis();
        List<DueCursor> cursors = new ArrayList<>(behind.size());
        behind.forEach(shard -> cursors.add(shard.nextCursor()));
        recent.readBegins();
        ports.ask(new ReadDue(cursors, horizon, limit), new Finish<DuePage>() {
            @Override
            void handle(DuePage page) {
                page.pending().forEach(each -> takeRead(each));
                DueReading.moveOn(shards, page, cursors, horizon);
            }
        });
        return true;
    }

    /** Reads on in a queue of which something was left out; what is read comes to its gate over the wheel. */
    private boolean readLine() {
        ReadLine request = queues.unread();
        if (request == null) {
            return false;
        }
        recent.readBegins();
        ports.ask(request, new Finish<LinePage>() {
            @Override
            void handle(LinePage page) {
                page.pending().forEach(each -> takeRead(each));
                queues.wasRead(request.from(), page.next());
            }
        });
        return true;
    }

    private void readNew(SafetyRead read) {
        recent.readBegins();
        ports.ask(read.page(), new Finish<NewPage>() {
            @Override
            void handle(NewPage page) {
                page.sightings().forEach(each -> sighted(each));
                ReadPoint until = read.took(page);
                if (until != null) {
                    safety = null;
                    read.shards.forEach(shard -> shard.fresh = false);
                    if (!read.first || recent.seen().equals(ReadPoint.START)) {
                        recent.seenUntil(until);
                    }
                }
            }

            @Override
            void gaveUp() {
                safety = null;
            }
        });
    }

    private void sighted(Sighting sighting) {
        Occurrence occurrence = new Occurrence(sighting.id(), sighting.scheduledFor());
        OwnedShard shard = shards.get(sighting.shard());
        boolean known = agenda.find(occurrence) != null || recent.knows(occurrence);
        if (shard != null && !known) {
            if (changes.isChanging(sighting.id())) {
                shard.passOver(sighting.due());
            } else {
                shard.rewind(sighting.due());
            }
        }
    }

    private void takeRead(Pending pending) {
        OwnedShard shard = shards.get(pending.shard());
        if (shard != null && !shard.ceding && !recent.outdatesPage(pending.occurrence())) {
            take(pending, shard);
        }
    }

    /** Whether a message brings what a safety read brought before, or what was settled since. */
    private boolean isStale(Pending pending, OwnedShard shard) {
        return !shard.fresh && recent.seen().covers(pending.transaction()) || recent.outdatesMessage(pending);
    }

    private void take(Pending pending, OwnedShard shard) {
        boolean known =
                agenda.find(pending.occurrence()) != null || !pending.extra() && agenda.scheduled(pending.id()) != null;
        if (!known) {
            if (changes.isChanging(pending.id())) {
                shard.passOver(pending.due());
            } else {
                place(pending, shard);
            }
        }
    }

    private void place(Pending pending, OwnedShard shard) {
        if (agenda.room() <= 0) {
            shard.besidesKnown &= !pending.spawned();
            shard.rewind(pending.due());
            return;
        }
        Entry entry = new Entry(pending, shard);
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

    /** Ends a read. */
    private abstract class Finish<R> implements Reply<R> {

        abstract void handle(R answer);

        void gaveUp() {}

        @Override
        public final void answered(R answer) {
            handle(answer);
            recent.readEnds();
            read();
        }

        @Override
        public final void failed(BusFailure failure) {
            gaveUp();
            recent.readEnds();
        }
    }
}
