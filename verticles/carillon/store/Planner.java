package carillon.store;

import carillon.message.Changed.Status;
import carillon.message.TaskChange;
import carillon.store.Plan.End;
import carillon.store.Plan.Place;
import carillon.task.Definition;
import carillon.task.Limits;
import carillon.task.Outcome;
import carillon.task.Schedule;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a change comes to. Pure.
 *
 * @param now the database's time at most
 * @param running whether an attempt of the pending occurrence is being made, whose outcome will be recorded
 * @param taken nominal instants from {@code takenFrom} on that name an occurrence already
 * @param besides whether occurrences stand beside the schedule, which may outlive it
 */
record Planner(
        long now,
        boolean running,
        long takenFrom,
        Set<Long> taken,
        boolean besides,
        Function<TaskChange.Put, Draft> drafting) {

    private static final String CANCELLED = "cancelled";
    private static final String OVERLAP = "came due while the occurrence before it was running";

    Plan plan(@Nullable StoredTask stored, TaskChange change) {
        return switch (change) {
            case TaskChange.Put put -> stored == null ? create(put) : replace(stored, put);
            case TaskChange.Cancel cancel -> stored == null ? unknown() : cancel(stored);
            case TaskChange.Purge purge -> stored == null ? unknown() : new Plan.Purge();
            case TaskChange.Pause pause -> stored == null ? unknown() : pause(stored);
            case TaskChange.Resume resume -> stored == null ? unknown() : resume(stored);
            case TaskChange.Fire fire -> stored == null ? unknown() : fire(stored, fire.scheduledFor());
            case TaskChange.Revive revive -> stored == null ? unknown() : revive(stored, revive);
            case TaskChange.Retime retime -> stored == null ? unknown() : retime(stored, retime);
        };
    }

    private static Plan unknown() {
        return new Plan.Leave(Status.UNKNOWN);
    }

    private Plan create(TaskChange.Put put) {
        return put.ifVersion() == null ? new Plan.Create(drafting.apply(put)) : new Plan.Leave(Status.STALE_VERSION);
    }

    private Plan replace(StoredTask stored, TaskChange.Put put) {
        Integer ifVersion = put.ifVersion();
        if (ifVersion != null && ifVersion != TaskChange.Put.ANY_VERSION && ifVersion != stored.version()) {
            return new Plan.Leave(Status.STALE_VERSION);
        }
        Definition wanted = put.task().definition();
        Definition there = stored.definition();
        boolean isToggled = there != null && wanted.equals(there.withEnabled(!there.enabled()));
        boolean revived = put.revives() && stored.state().equals(RowState.CANCELLED);
        if (wanted.equals(there) && !revived) {
            return new Plan.Leave(Status.SAME);
        }
        boolean over = stored.shown().isTerminal();
        if ((!over || besides) && !Objects.equals(wanted.queueName(), stored.queue())) {
            // Its owner has it, or what waits beside its schedule, in memory, and is another one after the change.
            return new Plan.Leave(Status.ELSEWHERE);
        }
        if (!over && isToggled) {
            return wanted.enabled() ? resume(stored) : pause(stored);
        }
        Draft draft = drafting.apply(put);
        long nominal = free(stored, draft);
        boolean sameOccurrence = !over && nominal == stored.nominal();
        int lot = draft.isFinished() ? draft.lot() : lot(stored, draft, over, nominal);
        Place place = draft.isFinished()
                ? new Place(lot, RowState.FINISHED, now, now, 0)
                : new Place(
                        lot,
                        draft.state(),
                        nominal,
                        Math.max(schedule(draft).wakeAt(nominal), now),
                        sameOccurrence ? stored.attempts() : 0);
        return new Plan.Replace(
                place, draft.shard(), wanted, draft.createdAt(), over || sameOccurrence ? null : abandoned(stored));
    }

    /** A task that begins anew is remembered from then on, unless its instant lies before the day of its new lot. */
    private static int lot(StoredTask stored, Draft draft, boolean over, long nominal) {
        boolean livesLong = draft.recurs() || draft.lot() == Lots.LONG_LIVED;
        if (livesLong || !over) {
            return livesLong ? Lots.LONG_LIVED : stored.lot();
        }
        return Lots.day(nominal) < draft.lot() ? Lots.LONG_LIVED : draft.lot();
    }

    /** What was due by the old definition, or attempted, has an outcome; what lay ahead was never to be. */
    private @Nullable End abandoned(StoredTask stored) {
        if (running && !stored.mayOverlap()) {
            return stored.recurs() ? behind(stored) : null;
        }
        if (stored.nominal() > now && stored.attempts() == 0) {
            return null;
        }
        return stored.isPaused()
                ? missed(stored, Outcome.SKIPPED, Unended.PAUSED)
                : missed(stored, Outcome.CANCELLED, "the task was replaced");
    }

    /** What came due while the pending occurrence was running. */
    private @Nullable End behind(StoredTask stored) {
        Schedule schedule = stored.schedule();
        if (schedule == null) {
            return null;
        }
        long first = schedule.next(stored.nominal());
        Range range = Range.of(schedule, first, now);
        return range.count() == 0 ? null : end(Outcome.SKIPPED, OVERLAP, first, range);
    }

    /** The pending occurrence, and what came due behind it as far as it is known. */
    private End missed(StoredTask stored, Outcome outcome, String reason) {
        long first = stored.nominal();
        Schedule schedule = stored.schedule();
        Range range = stored.recurs() && schedule != null ? Range.of(schedule, first, now) : Range.ONE;
        return end(outcome, reason, first, range);
    }

    /**
     * The new definition's first nominal instant, or the next one after it that surely names no occurrence yet. That of
     * the pending occurrence counts as named once its attempt may have begun: the outcome of that attempt belongs to
     * the old version.
     */
    private long free(StoredTask stored, Draft draft) {
        if (draft.isFinished()) {
            return draft.nominal();
        }
        Schedule schedule = schedule(draft);
        boolean begun = stored.due() <= now;
        long nominal = draft.nominal();
        while (nominal < takenFrom || taken.contains(nominal) || begun && nominal == stored.nominal()) {
            nominal = draft.recurs() ? schedule.next(nominal) : Math.max(now, nominal + 1);
        }
        return nominal;
    }

    private static Schedule schedule(Draft draft) {
        return Schedule.of(draft.id(), draft.task().definition(), draft.createdAt());
    }

    private Plan cancel(StoredTask stored) {
        boolean over = stored.shown().isTerminal();
        return over && !besides || stored.state().equals(RowState.CANCELLED)
                ? new Plan.Leave(Status.SAME)
                : new Plan.Cancel(over ? null : missed(stored, Outcome.CANCELLED, CANCELLED), CANCELLED);
    }

    private static Plan pause(StoredTask stored) {
        if (stored.shown().isTerminal()) {
            return new Plan.Leave(Status.NOT_NOW);
        }
        if (stored.isPaused()) {
            return new Plan.Leave(Status.SAME);
        }
        return new Plan.Move(
                new Place(stored.lot(), RowState.PAUSED, stored.nominal(), stored.due(), stored.attempts()), null);
    }

    private Plan resume(StoredTask stored) {
        if (stored.shown().isTerminal()) {
            return new Plan.Leave(Status.NOT_NOW);
        }
        if (!stored.isPaused()) {
            return new Plan.Leave(Status.SAME);
        }
        // What passed while it was paused is late, and left to its misfire policy.
        return new Plan.Move(
                new Place(
                        stored.lot(),
                        RowState.SCHEDULED,
                        stored.nominal(),
                        Math.max(stored.due(), now),
                        stored.attempts()),
                null);
    }

    private Plan revive(StoredTask stored, TaskChange.Revive revive) {
        Long after = revive.after();
        Long before = revive.before();
        return revive(
                stored,
                after == null ? Limits.INSTANT_MIN : after + 1,
                before == null ? Limits.INSTANT_MAX : before - 1);
    }

    private Plan revive(StoredTask stored, long from, long to) {
        return stored.state().equals(RowState.CANCELLED) || stored.definition() == null
                ? new Plan.Leave(Status.NOT_NOW)
                : new Plan.Revive(from, to, now);
    }

    private Plan fire(StoredTask stored, @Nullable Long scheduledFor) {
        if (scheduledFor != null) {
            return revive(stored, scheduledFor, scheduledFor);
        }
        Schedule schedule = stored.schedule();
        if (schedule == null || stored.shown().isTerminal()) {
            return new Plan.Leave(Status.NOT_NOW);
        }
        if (!stored.recurs()) {
            return new Plan.Move(
                    new Place(
                            stored.lot(),
                            RowState.SCHEDULED,
                            stored.nominal(),
                            stored.isPaused() ? now : Math.min(stored.due(), now),
                            stored.attempts()),
                    null);
        }
        long free = now;
        while (taken.contains(free) || schedule.next(free - 1) == free) {
            free++;
        }
        return new Plan.Extra(free);
    }

    private Plan retime(StoredTask stored, TaskChange.Retime retime) {
        boolean isMeant = !stored.shown().isTerminal() && stored.nominal() == retime.from() && stored.attempts() == 0;
        Schedule schedule = stored.schedule();
        if (schedule == null || !isMeant || stored.due() <= now || taken.contains(retime.to())) {
            return new Plan.Leave(Status.SAME);
        }
        long due = Math.max(schedule.wakeAt(retime.to()), now);
        return new Plan.Move(new Place(stored.lot(), stored.state(), retime.to(), due, 0), null);
    }

    private static End end(Outcome outcome, String reason, long from, Range range) {
        Long last = range.count() > 1 ? range.last() : null;
        return new End(RowState.letter(outcome), reason, from, Math.max(1, range.count()), last);
    }
}
