package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.AttemptResult;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.StoreMessage.Change;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Purge;
import carillon.message.TaskView;
import carillon.timer.Entry.State;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What users change: an occurrence is taken off the wheel and back from delivery before its change is written, so that
 * nothing starts behind the answer. One change a task at a time, and none while an outcome of the task is being
 * written.
 */
final class Changer {

    /** How long a change waits for what was under way when its shard came to us: users wait a second longer. */
    static final long UNREAD_MILLIS_MAX = 2_000;

    private final Time time;
    private final Agenda agenda;
    private final Ports ports;
    private final Recent recent;
    private final Backpressure backpressure;
    private final Withdrawals withdrawals;
    private final Touched touched;
    private final Flights flights;
    private final ChangeJobs jobs;
    private final DoubtedPurges doubtedPurges;
    private final TimerMetrics metrics;
    /** Tasks with an attempt under way at the last owner, whose changes wait until that was read. */
    private final Set<String> unread = new HashSet<>();

    private Consumer<List<AttemptResult>> onResults = results -> {};

    Changer(
            ChangeJobs jobs,
            Time time,
            Agenda agenda,
            Ports ports,
            Touched touched,
            Recent recent,
            Backpressure backpressure,
            Withdrawals withdrawals,
            Flights flights,
            TimerMetrics metrics) {
        this.jobs = jobs;
        this.time = time;
        this.agenda = agenda;
        this.ports = ports;
        this.touched = touched;
        this.recent = recent;
        this.backpressure = backpressure;
        this.withdrawals = withdrawals;
        this.flights = flights;
        this.metrics = metrics;
        doubtedPurges = new DoubtedPurges(ports, this::found);
    }

    /** Says who takes the results that were kept while changes were being written. */
    void onResults(Consumer<List<AttemptResult>> listener) {
        onResults = listener;
    }

    /**
     * Keeps the result of an attempt until the change of its task is over that is with the database.
     *
     * @return whether there is one
     */
    boolean keep(AttemptResult result) {
        ChangeJob job = jobs.first(result.occurrence().id());
        if (job == null || !job.sent) {
            return false;
        }
        return job.results.add(result);
    }

    /** Carries a change out, once those before it are done. */
    void apply(TaskChange change, OwnedShard shard, Reply<Changed> reply) {
        if (backpressure.remembersTooMuch()) {
            reply.failed(new BusFailure(FailureCode.BUSY, Backpressure.REMEMBERS_TOO_MUCH));
            return;
        }
        ChangeJob job = new ChangeJob(change, shard, reply, time.now());
        if (!jobs.add(job)) {
            reply.failed(new BusFailure(
                    FailureCode.BUSY, ChangeJobs.WAITING_MAX + " changes of this task are waiting already"));
            return;
        }
        beginNext(change.id());
    }

    /** A shard is another's: what waits has to be asked of its new owner. */
    void left(OwnedShard shard) {
        BusFailure failure = new BusFailure(FailureCode.NOT_OWNER, "the shard changed hands");
        jobs.takeWaiting(shard).forEach(job -> job.reply.failed(failure));
        doubtedPurges.take(shard).forEach(job -> {
            leave(job);
            job.reply.failed(
                    new BusFailure(FailureCode.UNAVAILABLE, "the shard changed hands before the outcome was known"));
        });
    }

    /** An entry is at rest: a change that waited for that can begin. */
    void rested(Entry entry) {
        beginNext(entry.pending.id());
    }

    private void beginNext(String id) {
        ChangeJob job = jobs.first(id);
        if (job != null && !job.begun) {
            begin(job);
        }
    }

    /** Goes on with what waited for an occurrence that was read meanwhile, or for a new term. */
    void proceed() {
        doubtedPurges.proceed();
        List.copyOf(unread).forEach(id -> {
            unread.remove(id);
            beginNext(id);
        });
    }

    private void begin(ChangeJob job) {
        job.awaitsRead = !job.shard.hasCaughtUp() && flights.expects(job.change.id());
        if (job.awaitsRead) {
            awaitRead(job);
            return;
        }
        List<Entry> entries = entries(job);
        if (entries.stream().anyMatch(Entry::isBeingWritten)) {
            return;
        }
        job.begun = true;
        job.entries.clear();
        entries.stream().filter(job::touches).forEach(job.entries::add);
        job.entries.forEach(this::holdBack);
        if (job.takesBack()) {
            withdrawals.ask(job.entries, () -> tookBack(job));
        } else {
            write(job);
        }
    }

    /** Those of its own shard: a change is asked of the shard of its id first, which may not be that of the task. */
    private List<Entry> entries(ChangeJob job) {
        return agenda.of(job.change.id()).stream()
                .filter(entry -> entry.shard == job.shard)
                .toList();
    }

    private void awaitRead(ChangeJob job) {
        if (time.now() - job.start < UNREAD_MILLIS_MAX) {
            unread.add(job.change.id());
            return;
        }
        leave(job);
        job.reply.failed(nothingDone("an attempt of the task runs that its new owner has not read yet"));
    }

    private void tookBack(ChangeJob job) {
        if (job.entries.stream().anyMatch(Entry::isBeingWritten)) {
            // An attempt ended before it could be taken back: its outcome comes first.
            job.begun = false;
        } else {
            job.entries.forEach(this::holdBack);
            write(job);
        }
    }

    private void holdBack(Entry entry) {
        if (entry.state == State.ARMED) {
            agenda.disarm(entry);
            entry.state = State.CHANGING;
        }
    }

    private void write(ChangeJob job) {
        if (job.shard.doubtful || job.shard.leaving) {
            touched.restore(job);
            leave(job);
            job.reply.failed(nothingDone("the shard is changing hands, or a write before it may still land"));
            return;
        }
        job.running = job.isRunning();
        if (job.running && !job.mayChangeWhileRunning()) {
            finish(job, new Changed(Status.NOT_NOW, null, List.of()));
            return;
        }
        job.sent = true;
        long term = job.shard.term;
        ports.ask(new Change(job.shard.number, term, job.change, job.isScheduledRunning()), new Reply<Changed>() {
            @Override
            public void answered(Changed answer) {
                if (answer.status() == Status.NOT_OWNER && !job.shard.overtook(term)) {
                    metrics.refused(StaleWrite.CHANGE);
                }
                finish(job, answer);
            }

            @Override
            public void failed(BusFailure failure) {
                job.shard.doubtful = true;
                if (job.change instanceof Purge && job.hasEntries()) {
                    doubtedPurges.add(job);
                } else {
                    doubted(job, failure);
                }
            }
        });
    }

    private void doubted(ChangeJob job, BusFailure failure) {
        job.shard.progress.doubt(job.start);
        recent.changed(job.change.id());
        touched.cancelLeftOvers(job);
        job.entries.forEach(this::leaveToReading);
        leave(job);
        job.reply.failed(failure);
    }

    private void found(ChangeJob purge, @Nullable TaskView task) {
        if (purge.purged(task)) {
            finish(purge, new Changed(Status.CHANGED, null, List.of()));
        } else {
            touched.restore(purge);
            leave(purge);
            purge.reply.failed(nothingDone("the purge did not reach the database"));
        }
    }

    /** Whoever asks may ask again, even for what must not be done twice. */
    private static BusFailure nothingDone(String why) {
        return new BusFailure(FailureCode.NOT_OWNER, why);
    }

    /** Nobody knows what the change made of it. */
    private void leaveToReading(Entry entry) {
        if (entry.state == State.CHANGING) {
            entry.shard.progress.doubt(entry.pending.due());
            agenda.remove(entry);
        } else if (!entry.isLeftOver()) {
            entry.unsure = true;
        }
    }

    private void finish(ChangeJob job, Changed answer) {
        switch (answer.status()) {
            case CREATED, CHANGED, PARTLY -> touched.carriedOut(job, answer);
            case SAME, RUNNING, UNKNOWN, STALE_VERSION, NOT_NOW, ELSEWHERE, NOT_OWNER -> touched.restore(job);
        }
        leave(job);
        if (answer.status() == Status.NOT_OWNER) {
            job.reply.failed(new BusFailure(FailureCode.NOT_OWNER, "the shard changed hands"));
        } else if (job.isOfRunning(answer.status())) {
            job.reply.answered(new Changed(Status.RUNNING, answer.task(), List.of()));
        } else {
            job.reply.answered(answer);
        }
    }

    private void leave(ChangeJob job) {
        jobs.remove(job);
        onResults.accept(job.results);
        beginNext(job.change.id());
    }
}
