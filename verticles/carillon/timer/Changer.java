package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.AttemptResult;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.StoreMessage.Change;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Fire;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Purge;
import carillon.message.TaskChange.Put;
import carillon.message.TaskChange.Resume;
import carillon.message.TaskChange.Retime;
import carillon.message.TaskChange.Revive;
import carillon.timer.Entry.State;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What users change: an occurrence is taken off the wheel and back from delivery before its change is written, so that
 * nothing starts behind the answer. One change a task at a time, and none while an outcome of the task is being
 * written.
 */
final class Changer {

    private final Time time;
    private final Agenda agenda;
    private final Deliveries deliveries;
    private final Ports ports;
    private final Reader reader;
    private final Queues queues;
    private final Flights flights;
    private final ChangeJobs jobs;
    /** Tasks with an attempt under way at the last owner, whose changes wait until that was read. */
    private final Set<String> unread = new HashSet<>();

    private Consumer<List<AttemptResult>> onResults = results -> {};

    Changer(
            ChangeJobs jobs,
            Time time,
            Agenda agenda,
            Deliveries deliveries,
            Ports ports,
            Reader reader,
            Queues queues,
            Flights flights) {
        this.jobs = jobs;
        this.time = time;
        this.agenda = agenda;
        this.deliveries = deliveries;
        this.ports = ports;
        this.reader = reader;
        this.queues = queues;
        this.flights = flights;
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
        ChangeJob job = new ChangeJob(change, shard, reply, time.now());
        if (!jobs.add(job)) {
            reply.failed(new BusFailure(
                    FailureCode.BUSY, ChangeJobs.WAITING_MAX + " changes of this task are waiting already"));
            return;
        }
        beginNext(change.id());
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

    /** Begins what waited for an occurrence that was read meanwhile. */
    void proceed() {
        List.copyOf(unread).forEach(id -> {
            unread.remove(id);
            beginNext(id);
        });
    }

    private void begin(ChangeJob job) {
        job.awaitsRead = !job.shard.hasCaughtUp() && flights.expects(job.change.id());
        if (job.awaitsRead) {
            unread.add(job.change.id());
            return;
        }
        List<Entry> entries = agenda.of(job.change.id());
        if (entries.stream().anyMatch(job::waitsFor)) {
            return;
        }
        job.begun = true;
        job.entries.clear();
        entries.stream().filter(job::touches).forEach(job.entries::add);
        for (Entry entry : job.entries) {
            if (entry.state == State.ARMED) {
                agenda.disarm(entry);
                entry.state = State.CHANGING;
            }
        }
        Withdrawal.begin(ports, Deliveries.given(job.entries), this::takeBack, () -> takenBack(job));
    }

    private void takenBack(ChangeJob job) {
        if (areBeingWritten(job.entries)) {
            // An attempt ended before it could be taken back: its outcome comes first.
            job.begun = false;
        } else {
            write(job);
        }
    }

    private void takeBack(Occurrence occurrence) {
        Entry entry = agenda.find(occurrence);
        if (entry != null) {
            takeBack(entry);
        }
    }

    private void takeBack(Entry entry) {
        if (entry.state == State.IN_FLIGHT) {
            deliveries.done(entry.delivery);
            queues.takenBack(entry);
        }
        if (entry.state == State.IN_FLIGHT || entry.state == State.ARMED) {
            agenda.disarm(entry);
            entry.state = State.CHANGING;
        }
    }

    private static boolean areBeingWritten(List<Entry> entries) {
        return entries.stream().anyMatch(each -> each.state == State.SETTLING || each.state == State.CHARGING);
    }

    private void write(ChangeJob job) {
        // An order may have been sent back while nobody could take it back.
        job.entries.stream().filter(each -> each.state == State.ARMED).forEach(this::takeBack);
        job.running = job.isRunning();
        if (job.running && !job.mayChangeWhileRunning()) {
            finish(job, new Changed(Status.NOT_NOW, null, List.of()));
            return;
        }
        if (job.change instanceof Purge) {
            // An outcome that is written beside the purge might land behind it: none is taken from here on.
            job.entries.forEach(this::takeBack);
        }
        job.sent = true;
        ports.ask(
                new Change(job.shard.number, job.shard.term, job.change, job.isScheduledRunning()),
                new Reply<Changed>() {
                    @Override
                    public void answered(Changed answer) {
                        finish(job, answer);
                    }

                    @Override
                    public void failed(BusFailure failure) {
                        job.shard.doubtful = true;
                        job.shard.progress.doubt(job.start);
                        reader.rememberChange(job.change.id());
                        job.entries.forEach(each -> leaveToReading(each));
                        leave(job);
                        job.reply.failed(failure);
                    }
                });
    }

    /** Nobody knows what the change made of it. */
    private void leaveToReading(Entry entry) {
        if (entry.state == State.CHANGING) {
            entry.shard.progress.doubt(entry.pending.due());
            agenda.remove(entry);
        } else {
            entry.unsure = true;
        }
    }

    private void finish(ChangeJob job, Changed answer) {
        switch (answer.status()) {
            case CREATED, CHANGED, PARTLY -> carriedOut(job, answer);
            case SAME, RUNNING, UNKNOWN, STALE_VERSION, NOT_NOW, ELSEWHERE, NOT_OWNER -> restore(job);
        }
        leave(job);
        if (answer.status() == Status.NOT_OWNER) {
            job.reply.failed(new BusFailure(FailureCode.NOT_OWNER, "the shard changed hands"));
        } else if (job.running && answer.status() == Status.CHANGED && job.change instanceof Cancel) {
            job.reply.answered(new Changed(Status.RUNNING, answer.task(), List.of()));
        } else {
            job.reply.answered(answer);
        }
    }

    private void carriedOut(ChangeJob job, Changed answer) {
        for (Entry entry : job.entries) {
            if (entry.state == State.CHANGING) {
                reader.remember(entry);
                agenda.remove(entry);
            } else if (entry.state == State.IN_FLIGHT) {
                switch (job.change) {
                    case Cancel cancel -> drop(entry);
                    case Purge purge -> drop(entry);
                    case Put put -> agenda.setAside(entry);
                    case Pause pause -> entry.paused = true;
                    case Resume resume -> {}
                    case Fire fire -> {}
                    case Revive revive -> {}
                    case Retime retime -> {}
                }
            }
        }
        reader.rememberChange(job.change.id());
        for (Pending each : answer.pending()) {
            // Whose attempt is under way is pending in the eyes of the database.
            if (agenda.find(each.occurrence()) == null) {
                reader.armChanged(each, job.shard);
            }
        }
    }

    /** Whatever becomes of its attempt, nothing of it is written any more. */
    private void drop(Entry entry) {
        reader.remember(entry);
        deliveries.done(entry.delivery);
        agenda.remove(entry);
    }

    /** Nothing was changed: what was taken off the wheel goes back. */
    private void restore(ChangeJob job) {
        for (Entry entry : job.entries) {
            if (entry.state == State.CHANGING) {
                entry.state = State.ARMED;
                agenda.arm(entry, entry.pending.due());
            }
        }
    }

    private void leave(ChangeJob job) {
        jobs.remove(job);
        job.shard.progress.changeEnded();
        onResults.accept(job.results);
        beginNext(job.change.id());
    }
}
