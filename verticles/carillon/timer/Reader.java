package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.DuePage;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Sighting;
import carillon.message.StoreMessage.LinePage;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadLine;
import carillon.timer.Recent.Meanwhile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings the near future into memory by pages in the order of due instants. What a lost message left behind is found by
 * comparing what became visible in the database with what is known.
 *
 * <p>A page may be older than what happened here since it was written. So whoever was settled is remembered until no
 * read can name it any more, and a task under change is left to its {@link Changer}.
 */
final class Reader {

    private final Time time;
    private final Agenda agenda;
    private final Ports ports;
    private final TimerOptions options;
    private final Queues queues;
    private final Map<Integer, OwnedShard> shards;
    private final ChangeJobs changes;
    private final Admission admission;
    private final Recent recent;
    private final Known known;
    private final Backpressure backpressure;
    private final Missing missing = new Missing();

    private long safetyReadEnded;
    private long nextSafetyRead;
    private @Nullable SafetyRead safety;
    private boolean asideWasLast;

    Reader(
            Time time,
            Agenda agenda,
            Ports ports,
            TimerOptions options,
            Queues queues,
            Map<Integer, OwnedShard> shards,
            ChangeJobs changes,
            Admission admission,
            Recent recent,
            Known known,
            Backpressure backpressure) {
        this.time = time;
        this.agenda = agenda;
        this.ports = ports;
        this.options = options;
        this.queues = queues;
        this.shards = shards;
        this.changes = changes;
        this.admission = admission;
        this.recent = recent;
        this.known = known;
        this.backpressure = backpressure;
        safetyReadEnded = time.elapsed();
        nextSafetyRead = safetyReadEnded;
    }

    /** Reads on where there is something to read. */
    void read() {
        if (recent.isReading() || shards.isEmpty() || !time.trusted()) {
            return;
        }
        long now = time.now();
        SafetyRead next = safetyRead(now);
        boolean reading = (next == null || next.yields()) && readDueOrAside(now);
        if (next != null && !reading) {
            readNew(next);
        }
    }

    /** What is due takes turns with what is wanted besides. */
    private boolean readDueOrAside(long now) {
        asideWasLast = !asideWasLast && readAside(now) || !readDue(now) && readAside(now);
        return recent.isReading();
    }

    private boolean readAside(long now) {
        return readBesides(now) || readLine();
    }

    /** The safety read that is under way or is to begin now, or null. */
    private @Nullable SafetyRead safetyRead(long now) {
        List<OwnedShard> fresh = SafetyRead.fresh(shards.values());
        if (safety == null && (!fresh.isEmpty() || isSafetyReadDue())) {
            nextSafetyRead = time.elapsed() + options.safetyMillis();
            recent.safetyReadBegins();
            safety = fresh.isEmpty()
                    ? begin(List.copyOf(shards.values()), recent.seen(), now)
                    : begin(fresh, fresh.getFirst().inheritedFrom, now);
        }
        return safety;
    }

    private boolean isSafetyReadDue() {
        long elapsed = time.elapsed();
        boolean isAwaited = backpressure.remembersMuch() && elapsed - safetyReadEnded >= TimerOptions.MISSING_MILLIS;
        return isAwaited || elapsed >= nextSafetyRead;
    }

    /** Up to the farthest horizon of a page: what is due before it no page brings any more. */
    private SafetyRead begin(List<OwnedShard> of, ReadPoint since, long now) {
        long horizon = now + options.horizonMillis();
        for (OwnedShard shard : of) {
            horizon = Math.max(horizon, shard.progress.askedUpTo());
        }
        return new SafetyRead(of, since, horizon);
    }

    private boolean readDue(long now) {
        if (backpressure.isOn()) {
            return false;
        }
        long horizon = admission.horizon(now);
        long before = now + (horizon - now) / 2;
        long soon = agenda.isNearlyFull() ? before : now + (horizon - now) * 3 / 4;
        List<OwnedShard> all = DueReading.behind(shards.values(), before, soon);
        int room = agenda.roomForPage() / 2;
        if (all.isEmpty() || room < options.roomMin(all.size())) {
            return false;
        }
        List<OwnedShard> behind = all.subList(0, Math.min(room, all.size()));
        ReadDue request = DueReading.begin(behind, horizon, limit(room, behind));
        recent.readBegins();
        ports.ask(request, new Finish<DuePage>(behind) {
            @Override
            List<Pending> handle(DuePage page) {
                DueReading.moveOn(DueReading.stillOurs(behind, shards), page, horizon);
                return page.pending();
            }
        });
        return true;
    }

    private static int limit(int room, List<OwnedShard> behind) {
        return Math.max(1, Math.min(TimerOptions.PAGE_MAX, room) / behind.size());
    }

    /** Reads on what stands beside schedules and is due late, where pages of what is due did not bring all of it. */
    private boolean readBesides(long now) {
        int room = agenda.roomForPage() / 2;
        // Nearly full, memory takes in nothing that is due so late.
        if (room < 1 || agenda.isNearlyFull() || backpressure.isOn()) {
            return false;
        }
        List<OwnedShard> all = DueReading.besidesBehind(shards.values(), now + options.horizonMillis() / 2);
        if (all.isEmpty()) {
            return false;
        }
        List<OwnedShard> behind = all.subList(0, Math.min(room, all.size()));
        ReadDue request = DueReading.beginBesides(behind, limit(room, behind));
        recent.readBegins();
        ports.ask(request, new Finish<DuePage>(behind) {
            @Override
            List<Pending> handle(DuePage page) {
                DueReading.moveOnBesides(DueReading.stillOurs(behind, shards), page);
                return page.pending();
            }
        });
        return true;
    }

    /** Reads on in a queue of which something was left out; what is read comes to its gate over the wheel. */
    private boolean readLine() {
        ReadLine request = backpressure.isOn() ? null : queues.unread();
        if (request == null) {
            return false;
        }
        List<OwnedShard> asked = List.copyOf(shards.values());
        recent.readBegins();
        ports.ask(request, new Finish<LinePage>(asked) {
            @Override
            List<Pending> handle(LinePage page) {
                Integer shard = request.from().shard();
                if (DueReading.stillOurs(asked, shards).containsKey(shard)) {
                    queues.wasRead(request.from(), page.next());
                }
                return page.pending();
            }
        });
        return true;
    }

    private void readNew(SafetyRead read) {
        recent.readBegins();
        ports.ask(read.page(known), new Finish<NewPage>(read.shards) {
            @Override
            List<Pending> handle(NewPage page) {
                page.sightings().forEach(each -> sighted(each, read));
                ReadPoint until = read.took(page);
                if (until != null) {
                    safetyReadEnds();
                    ended(read, until);
                }
                return List.of();
            }

            @Override
            void gaveUp() {
                safetyReadEnds();
            }
        });
    }

    private void safetyReadEnds() {
        safety = null;
        safetyReadEnded = time.elapsed();
    }

    private void ended(SafetyRead read, ReadPoint until) {
        Map<Sighting, OwnedShard> unknown = read.ends();
        if (read.first && !recent.seen().equals(ReadPoint.START)) {
            // It has let go of what it did not know, and says nothing of the other shards.
            return;
        }
        ReadPoint point = missing.ends(unknown, until);
        if (point != null) {
            recent.seenUntil(point);
            known.seenUntil(point);
        }
        recent.safetyReadEnds(missing.isEmpty());
        if (!missing.isEmpty()) {
            // However long this read took: what its last page named needs the time to come.
            nextSafetyRead = time.elapsed() + TimerOptions.MISSING_MILLIS;
        }
    }

    private void sighted(Sighting sighting, SafetyRead read) {
        OwnedShard shard = shards.get(sighting.shard());
        if (shard != null && !isKnown(sighting) && !changes.passOver(sighting.id(), shard, sighting.due())) {
            read.found(shard, sighting);
        }
    }

    private boolean isKnown(Sighting sighting) {
        Occurrence occurrence = new Occurrence(sighting.id(), sighting.scheduledFor());
        Entry entry = agenda.find(occurrence);
        boolean isHere = entry != null && (sighting.transaction() == 0 || entry.isOf(sighting.transaction()));
        return isHere || recent.knows(occurrence, sighting.transaction());
    }

    private void takeRead(Pending pending, Map<Integer, OwnedShard> ours, Meanwhile meanwhile) {
        OwnedShard shard = ours.get(pending.shard());
        if (shard == null || admission.holds(pending) || meanwhile.settledOf(pending)) {
            return;
        }
        if (shard.ceding || meanwhile.outdates(pending)) {
            shard.letGo(pending);
        } else {
            admission.take(pending, shard);
        }
    }

    /** Ends a read. */
    private abstract class Finish<R> implements Reply<R> {

        private final List<OwnedShard> asked;

        Finish(List<OwnedShard> asked) {
            this.asked = asked;
        }

        /** Notes how far was read, and returns what is to be taken in. */
        abstract List<Pending> handle(R answer);

        void gaveUp() {}

        @Override
        public final void answered(R answer) {
            List<Pending> brought = handle(answer);
            Meanwhile meanwhile = recent.readEnds();
            // The database reads on while this is taken in. Until then nothing may say how far the shards are done.
            agenda.expect(brought);
            read();
            agenda.expect(List.of());
            Map<Integer, OwnedShard> ours = DueReading.stillOurs(asked, shards);
            brought.forEach(each -> takeRead(each, ours, meanwhile));
        }

        @Override
        public final void failed(BusFailure failure) {
            gaveUp();
            recent.readEnds();
        }
    }
}
