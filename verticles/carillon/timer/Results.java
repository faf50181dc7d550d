package carillon.timer;

import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NoHandler;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Rejected;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Settlement.Again;
import carillon.message.Settlement.AttemptMade;
import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Skipped;
import carillon.task.Action;
import carillon.task.Advance;
import carillon.task.Outcome;
import carillon.timer.Entry.State;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What became of attempts, and what follows from it. */
final class Results {

    private final Time time;
    private final Agenda agenda;
    private final Deliveries deliveries;
    private final Settler settler;
    private final TimerMetrics metrics;
    private final RandomGenerator random;
    private final Absences absences;
    private final Refunds refunds;

    Results(
            Time time,
            Agenda agenda,
            Ports ports,
            Deliveries deliveries,
            Settler settler,
            Absences absences,
            TimerMetrics metrics,
            RandomGenerator random) {
        this.time = time;
        this.agenda = agenda;
        this.deliveries = deliveries;
        this.settler = settler;
        this.absences = absences;
        refunds = new Refunds(ports, metrics);
        this.metrics = metrics;
        this.random = random;
    }

    /** Takes a result in; false if it is of no attempt of ours. */
    boolean attempted(AttemptResult result) {
        Entry entry = agenda.find(result.occurrence());
        if (entry == null || entry.state != State.IN_FLIGHT || entry.attempt != result.attempt()) {
            return false;
        }
        deliveries.done(entry.delivery);
        agenda.disarm(entry);
        switch (result.verdict()) {
            case Succeeded succeeded -> end(entry, Outcome.SUCCEEDED, null, made(entry, result, null));
            case Failed failed -> failed(entry, made(entry, result, failed.error()), failed.retryAfterMillis());
            case Rejected rejected ->
                end(entry, Outcome.DEAD, "the receiver will never accept it", made(entry, result, rejected.error()));
            case NoHandler absence -> absent(entry);
            case NotStarted notStarted -> offerAgain(entry, notStarted);
        }
        return true;
    }

    /** An attempt of which nothing was heard until after its time-out. */
    void lost(Entry entry) {
        deliveries.done(entry.delivery);
        long now = time.now();
        failed(entry, new AttemptMade(entry.attempt, now, now, "nothing was heard of the attempt"), null);
    }

    /** Ends an occurrence of which no attempt follows as a dead letter. */
    void bury(Entry entry, String reason) {
        agenda.disarm(entry);
        end(entry, Outcome.DEAD, reason, null);
    }

    /** Ends an occurrence that the database cannot end with its task; what becomes of its attempt is not heard. */
    void cancel(Entry entry) {
        if (entry.state == State.IN_FLIGHT) {
            deliveries.done(entry.delivery);
        }
        agenda.disarm(entry);
        end(entry, Outcome.CANCELLED, "cancelled", null);
    }

    /** Writes down what attempts that nobody could make have left to be written. */
    void flush() {
        refunds.flush();
    }

    /** An entry is at rest again. */
    void settled(Entry entry) {
        settler.rested(entry);
    }

    private void failed(Entry entry, AttemptMade attempt, @Nullable Long retryAfterMillis) {
        var retry = entry.retry();
        int counted = entry.pending.counted(attempt.number());
        if (entry.outdated) {
            end(entry, Outcome.DEAD, "its task was redefined while it ran", attempt);
        } else if (!retry.allowsAfter(counted)) {
            end(entry, Outcome.DEAD, "attempt " + attempt.number() + " was the last one allowed", attempt);
        } else {
            long wait = retry.waitMillis(counted, random.nextDouble());
            if (retryAfterMillis != null) {
                wait = Math.max(wait, retryAfterMillis);
            }
            settler.add(entry, new Again(time.now() + wait), attempt, null);
        }
    }

    private void end(Entry entry, Outcome outcome, @Nullable String reason, @Nullable AttemptMade attempt) {
        Long next = null;
        Skipped skipped = null;
        if (entry.movesSchedule()) {
            Advance advance = advance(entry, outcome, attempt);
            next = advance.next();
            metrics.passedOver(advance.outcome(), advance.skipped());
            skipped = advance.skipped() == 0
                    ? null
                    : new Skipped(advance.firstSkipped(), advance.skipped(), advance.reason(), advance.outcome());
        }
        Long nextDue = entry.wakeAt(next);
        if (attempt == null) {
            entry.keepTurn(nextDue, time.now());
        }
        settler.add(entry, new Ended(outcome, reason, next, nextDue), attempt, skipped);
    }

    private Advance advance(Entry entry, Outcome outcome, @Nullable AttemptMade attempt) {
        long now = time.now();
        Long began = entry.pending.began();
        long startedAt = began != null ? began : attempt == null ? now : attempt.startedAt();
        int fires = entry.pending.fires() + (outcome.isFired() ? 1 : 0);
        return Advance.after(entry.schedule(), entry.recurrence(), entry.pending.scheduledFor(), startedAt, now, fires);
    }

    private void absent(Entry entry) {
        entry.absences++;
        if (entry.charged) {
            refunds.add(entry, this::await);
        } else {
            await(entry);
        }
    }

    private void await(Entry entry) {
        if (entry.pending.definition().action() instanceof Action.Handler handler
                && !absences.add(entry, handler.name())) {
            settler.rested(entry);
            return;
        }
        long wait = TimerOptions.ABSENT_MILLIS_MIN << Math.min(entry.absences - 1, 10);
        if (staysArmed(entry)) {
            agenda.arm(entry, time.now() + Math.min(wait, TimerOptions.ABSENT_MILLIS_MAX));
        }
        settler.rested(entry);
    }

    private void offerAgain(Entry entry, NotStarted notStarted) {
        if (notStarted.isForStop()) {
            deliveries.leaves(entry.delivery);
        }
        long wait = entry.nextRefusalMillis();
        if (staysArmed(entry)) {
            if (notStarted.isForRoom() && entry.pending.definition().queueName() == null) {
                agenda.armForRoom(entry, time.now() + wait);
            } else {
                agenda.arm(entry, time.now() + wait);
            }
        }
        settler.rested(entry);
    }

    /** What was not attempted is armed again; false if it is read anew instead, or over. */
    private boolean staysArmed(Entry entry) {
        if (entry.isLeftOver()) {
            // As if its definition had been replaced before it was ordered: nobody else could read it.
            end(entry, Outcome.CANCELLED, "the task was replaced", null);
            return false;
        }
        if (entry.unsure || entry.paused) {
            settler.readAnew(entry);
            return false;
        }
        entry.state = State.ARMED;
        entry.delivery = null;
        return true;
    }

    private AttemptMade made(Entry entry, AttemptResult result, @Nullable String error) {
        if (absences.forget(entry) && entry.pending.definition().action() instanceof Action.Handler handler) {
            absences.up(handler.name());
        }
        entry.refusals = 0;
        long nanos = time.clock.nanoTime();
        long began = entry.beganNanos(nanos - result.startedNanosAgo());
        long started = Math.max(entry.pending.due(), time.database.earliestAt(began));
        long finished = Math.max(started, time.database.earliestAt(nanos - result.finishedNanosAgo()));
        metrics.lateness.started(entry, result.attempt(), started);
        return new AttemptMade(result.attempt(), started, finished, error);
    }
}
