package carillon.timer;

import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Skipped;
import carillon.message.Settlement.Spawned;
import carillon.task.Advance;
import carillon.task.Limits;
import carillon.task.Misfire;
import carillon.task.Recurrence;
import carillon.task.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * What the policies of a task make of an occurrence whose time has come, before anything of it starts: it may be too
 * late, or have to wait for those before it. Where occurrences may overlap it is written down beside its schedule, and
 * comes due again there.
 */
final class Policies {

    private final Agenda agenda;
    private final Settler settler;
    private final Absences absences;
    private final TimerMetrics metrics;

    Policies(Agenda agenda, Settler settler, Absences absences, TimerMetrics metrics) {
        this.agenda = agenda;
        this.settler = settler;
        this.absences = absences;
        this.metrics = metrics;
    }

    /** Deals with an occurrence that is not to be attempted now; false if it is. */
    boolean divert(Entry entry, long now) {
        if (isOverOrWaits(entry, now)) {
            absences.forget(entry);
            return true;
        }
        return absences.leavesOut(entry);
    }

    private boolean isOverOrWaits(Entry entry, long now) {
        if (!entry.pending.isTried() && entry.pending.definition().isExpired(now)) {
            expire(entry);
            return true;
        }
        if (!entry.movesSchedule()) {
            return entry.isQueued() && waits(entry, now);
        }
        Recurrence recurrence = entry.recurrence();
        Advance missed = entry.pending.isTried()
                ? null
                : Advance.misfire(entry.schedule(), recurrence, entry.pending.scheduledFor(), now);
        if (missed != null) {
            Long wakeAt = entry.wakeAt(missed.next());
            entry.keepsTurn = wakeAt != null && wakeAt <= now;
            passOver(entry, missed);
            return true;
        }
        if (entry.isSpawning()) {
            spawn(entry, now);
            return true;
        }
        return false;
    }

    /** A schedule's own row ends with all of its instants that the task's expiry leaves without a start. */
    private void expire(Entry entry) {
        Long expiresAt = entry.pending.definition().expiresAt();
        long nominal = entry.pending.scheduledFor();
        passOver(entry, Advance.expired(entry.schedule(), nominal, expiresAt == null ? nominal : expiresAt));
    }

    private void passOver(Entry entry, Advance advance) {
        agenda.disarm(entry);
        metrics.passedOver(advance.outcome(), advance.skipped());
        Skipped others = advance.skipped() > 1 && entry.movesSchedule()
                ? new Skipped(
                        entry.schedule().next(entry.pending.scheduledFor()),
                        advance.skipped() - 1,
                        advance.reason(),
                        advance.outcome())
                : null;
        settler.add(entry, ended(entry, advance), null, others);
    }

    private static Ended ended(Entry entry, Advance advance) {
        Long next = entry.movesSchedule() ? advance.next() : null;
        return new Ended(advance.outcome(), advance.reason(), next, entry.wakeAt(next));
    }

    /** Where all that was missed is to be made up for the schedule waits for room; else the occurrence gives way. */
    private void spawn(Entry entry, long now) {
        Schedule schedule = entry.schedule();
        long nominal = entry.pending.scheduledFor();
        if (!entry.shard.besidesKnown) {
            agenda.arm(entry, now + TimerOptions.REFUSED_MILLIS);
        } else if (agenda.countBeside(entry.pending.id()) < Limits.OVERLAPPING_MAX) {
            agenda.disarm(entry);
            @Nullable
            Long next = Advance.beside(schedule, entry.recurrence(), nominal, entry.pending.fires() + 1)
                    .next();
            settler.add(entry, new Spawned(next, entry.wakeAt(next)), null, null);
        } else if (entry.recurrence().misfire() == Misfire.FIRE_ALL) {
            agenda.arm(entry, now + TimerOptions.CROWDED_MILLIS);
        } else {
            passOver(entry, Advance.crowdedOut(schedule, nominal));
        }
    }

    /** Whoever is first goes, once everybody who may be before it was read. */
    private boolean waits(Entry entry, long now) {
        if (agenda.firstQueued(entry.pending.id()) != entry) {
            agenda.disarm(entry);
            return true;
        }
        if (!entry.shard.besidesKnown) {
            agenda.arm(entry, now + TimerOptions.REFUSED_MILLIS);
            return true;
        }
        return false;
    }
}
