package carillon.timer;

import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Skipped;
import carillon.message.Settlement.Spawned;
import carillon.task.Advance;
import carillon.task.Limits;
import carillon.task.MaxLateness;
import carillon.task.Misfire;
import carillon.task.Outcome;
import carillon.task.Schedule;
import carillon.task.WhenLate;
import org.jspecify.annotations.Nullable;

/**
 * What the policies of a task make of an occurrence whose time has come, before anything of it starts: it may be too
 * late, or have to wait for those before it. Where occurrences may overlap it is written down beside its schedule, and
 * comes due again there.
 */
final class Policies {

    private final Agenda agenda;
    private final Settler settler;
    private final Results results;
    private final Absences absences;
    private final TimerMetrics metrics;

    Policies(Agenda agenda, Settler settler, Results results, Absences absences, TimerMetrics metrics) {
        this.agenda = agenda;
        this.settler = settler;
        this.results = results;
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
        if (!entry.isTried() && endsIfTooLate(entry, now)) {
            return true;
        }
        if (entry.isSpawning()) {
            spawn(entry, now);
            return true;
        }
        return entry.isQueued() && waits(entry, now);
    }

    /** Ends what is too late to start: first by its expiry, then by its misfire policy, then by its lateness. */
    private boolean endsIfTooLate(Entry entry, long now) {
        if (entry.pending.definition().isExpired(now)) {
            expire(entry);
            return true;
        }
        long nominal = entry.pending.scheduledFor();
        Advance missed =
                entry.movesSchedule() ? Advance.misfire(entry.schedule(), entry.recurrence(), nominal, now) : null;
        if (missed != null) {
            passOverAtTurn(entry, missed, missed.reason(), now);
            return true;
        }
        MaxLateness most = Lateness.most(entry);
        if (most == null || !most.forbids() || !most.isExceeded(Lateness.due(entry), now)) {
            return false;
        }
        endLate(entry, most, now);
        return true;
    }

    private void endLate(Entry entry, MaxLateness most, long now) {
        long nominal = entry.pending.scheduledFor();
        String reason = most.reason(now - Lateness.due(entry));
        if (most.whenLate() == WhenLate.DEAD) {
            metrics.lateness.ended(entry, Outcome.DEAD, 1);
            results.bury(entry, reason);
        } else if (entry.movesSchedule()) {
            Advance late = Advance.late(entry.schedule(), nominal, most, now);
            metrics.lateness.ended(entry, Outcome.SKIPPED, late.skipped());
            passOverAtTurn(entry, late, reason, now);
        } else {
            metrics.lateness.ended(entry, Outcome.SKIPPED, 1);
            passOver(entry, new Advance(null, nominal, 1, Outcome.SKIPPED, reason));
        }
    }

    /** What is left of a schedule that is late keeps the turn of what was passed over. */
    private void passOverAtTurn(Entry entry, Advance advance, String reason, long now) {
        entry.keepTurn(entry.wakeAt(advance.next()), now);
        passOver(entry, advance, reason);
    }

    /** A schedule's own row ends with all of its instants that the task's expiry leaves without a start. */
    private void expire(Entry entry) {
        Long expiresAt = entry.pending.definition().expiresAt();
        long nominal = entry.pending.scheduledFor();
        passOver(entry, Advance.expired(entry.schedule(), nominal, expiresAt == null ? nominal : expiresAt));
    }

    private void passOver(Entry entry, Advance advance) {
        passOver(entry, advance, advance.reason());
    }

    /** Ends an occurrence for a reason of its own, and those behind it that go the same way. */
    private void passOver(Entry entry, Advance advance, String reason) {
        agenda.disarm(entry);
        metrics.passedOver(advance.outcome(), advance.skipped());
        Skipped others = advance.skipped() > 1 && entry.movesSchedule()
                ? new Skipped(
                        entry.schedule().next(entry.pending.scheduledFor()),
                        advance.skipped() - 1,
                        advance.reason(),
                        advance.outcome())
                : null;
        Long next = entry.movesSchedule() ? advance.next() : null;
        settler.add(entry, new Ended(advance.outcome(), reason, next, entry.wakeAt(next)), null, others);
    }

    /** Where all that was missed is to be made up for the schedule waits for room; else the occurrence gives way. */
    private void spawn(Entry entry, long now) {
        Schedule schedule = entry.schedule();
        long nominal = entry.pending.scheduledFor();
        if (!entry.shard.besidesKnown()) {
            agenda.arm(entry, now + TimerOptions.LOOK_AGAIN_MILLIS);
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
        if (!entry.shard.besidesKnown()) {
            agenda.arm(entry, now + TimerOptions.LOOK_AGAIN_MILLIS);
            return true;
        }
        return false;
    }
}
