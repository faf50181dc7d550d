package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DeliveryMessage.Withdrawn;
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
import carillon.timer.Entry.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What users change: an occurrence is taken off the wheel and back from delivery before its change is written, so that
 * nothing starts behind the answer. One change a task at a time, and none while an outcome of the task is being
 * written.
 */
final class Changer {

    private static final int WAITING_MAX = 100;

    private final Time time;
    private final Agenda agenda;
    private final Deliveries deliveries;
    private final Ports ports;
    private final Reader reader;
    private final Queues queues;
    private final Map<String, Deque<ChangeJob>> jobs = new HashMap<>();

    Changer(Time time, Agenda agenda, Deliveries deliveries, Ports ports, Reader reader, Queues queues) {
        this.time = time;
        this.agenda = agenda;
        this.deliveries = deliveries;
        this.ports = ports;
        this.reader = reader;
        this.queues = queues;
    }

    boolean isChanging(String id) {
        return jobs.containsKey(id);
    }

    /** When the oldest change under way began, or {@link Long#MAX_VALUE}. */
    long oldestStart(OwnedShard shard) {
        long oldest = Long.MAX_VALUE;
        for (Deque<ChangeJob> queue : jobs.values()) {
            ChangeJob first = queue.getFirst();
            if (first.shard == shard) {
                oldest = Math.min(oldest, first.start);
            }
        }
        return oldest;
    }

    /** Carries a change out, once those before it are done. */
    void apply(TaskChange change, OwnedShard shard, Reply<Changed> reply) {
        Deque<ChangeJob> queue = jobs.computeIfAbsent(change.id(), id -> new ArrayDeque<>(1));
        if (queue.size() >= WAITING_MAX) {
            reply.failed(new BusFailure(FailureCode.BUSY, WAITING_MAX + " changes of this task are waiting already"));
            return;
        }
        queue.add(new ChangeJob(change, shard, reply, time.now()));
        if (queue.size() == 1) {
            begin(queue.getFirst());
        }
    }

    /** An entry is at rest: a change that waited for that can begin. */
    void rested(Entry entry) {
        Deque<ChangeJob> queue = jobs.get(entry.pending.id());
        if (queue != null && !queue.getFirst().begun) {
            begin(queue.getFirst());
        }
    }

    private void begin(ChangeJob job) {
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
        withdraw(job, Deliveries.given(job.entries));
    }

    private void withdraw(ChangeJob job, Map<String, List<Occurrence>> given) {
        if (given.isEmpty()) {
            write(job);
            return;
        }
        job.answersAwaited = given.size();
        given.forEach((delivery, occurrences) -> ports.withdraw(delivery, occurrences, new Reply<Withdrawn>() {
            @Override
            public void answered(Withdrawn answer) {
                Set<Occurrence> started = new HashSet<>(answer.started());
                occurrences.stream().filter(each -> !started.contains(each)).forEach(each -> takeBack(each));
                next();
            }

            @Override
            public void failed(BusFailure failure) {
                // Nobody can say whether they started, so they count as started.
                next();
            }

            private void next() {
                if (--job.answersAwaited > 0) {
                    return;
                }
                if (areBeingWritten(job.entries)) {
                    // An attempt ended before it could be taken back: its outcome comes first.
                    job.begun = false;
                } else {
                    write(job);
                }
            }
        }));
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
        job.running = job.isRunning();
        if (job.running && !job.mayChangeWhileRunning()) {
            finish(job, new Changed(Status.NOT_NOW, null, List.of()));
            return;
        }
        if (job.change instanceof Purge) {
            // An outcome that is written beside the purge might land behind it: none is taken from here on.
            job.entries.forEach(this::takeBack);
        }
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
                        job.shard.rereadFrom = Math.min(job.shard.rereadFrom, job.start);
                        for (Entry entry : job.entries) {
                            if (entry.state == State.CHANGING) {
                                job.shard.rereadFrom = Math.min(job.shard.rereadFrom, entry.pending.due());
                                agenda.remove(entry);
                            }
                        }
                        leave(job);
                        job.reply.failed(failure);
                    }
                });
    }

    private void finish(ChangeJob job, Changed answer) {
        switch (answer.status()) {
            case CREATED, CHANGED -> carriedOut(job, answer);
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
        Set<Occurrence> over = new HashSet<>();
        for (Entry entry : job.entries) {
            if (entry.state == State.CHANGING) {
                reader.remember(entry);
                agenda.remove(entry);
            } else if (entry.state == State.GONE) {
                over.add(entry.occurrence());
            } else {
                switch (job.change) {
                    case Cancel cancel -> drop(entry);
                    case Purge purge -> drop(entry);
                    case Put put -> agenda.setAside(entry);
                    case Pause pause -> entry.paused = true;
                    case Resume resume -> {}
                    case Fire fire -> {}
                    case Retime retime -> {}
                }
            }
        }
        reader.rememberChange(job.change.id());
        for (Pending each : answer.pending()) {
            // What ended while the change was being written may have been pending in its eyes.
            if (agenda.find(each.occurrence()) == null && !over.contains(each.occurrence())) {
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
        String id = job.change.id();
        Deque<ChangeJob> queue = jobs.get(id);
        if (queue == null) {
            return;
        }
        queue.remove(job);
        job.shard.goBack();
        if (queue.isEmpty()) {
            jobs.remove(id);
        } else {
            begin(queue.getFirst());
        }
    }
}
