package carillon.timer;

import carillon.lease.Holding;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DueCursor;
import carillon.message.DuePage;
import carillon.message.Inheritance;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.QueueState;
import carillon.message.ReadPoint;
import carillon.message.Settlement;
import carillon.message.Settlement.Again;
import carillon.message.Settlement.AttemptMade;
import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Spawned;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Acknowledge;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Ceded;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Charge;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Claimed;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.LinePage;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.QueueWritten;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadLine;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.ReadQueues;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Settle;
import carillon.message.StoreMessage.Settled;
import carillon.message.StoreMessage.WriteQueue;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Fire;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Purge;
import carillon.message.TaskChange.Put;
import carillon.message.TaskChange.Resume;
import carillon.message.TaskChange.Retime;
import carillon.message.TaskChange.Revive;
import carillon.message.TaskView;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.Schedule;
import carillon.task.TaskState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A database of one shard that keeps terms, and knows of tasks what races between changes and attempts need. */
final class RacedStore {

    /** By then what fires has an outcome, unless something is wrong. */
    static final long LATE_MILLIS = 40_000;

    private final SimulatedTime time;
    final Map<String, Row> rows = new TreeMap<>();
    final Map<Occurrence, Outcome> history = new HashMap<>();
    private final Map<String, QueueState> queues = new HashMap<>();
    String owner = "";
    long term;
    private long transaction = 1;

    /** A task. */
    static final class Row {
        Pending pending;
        TaskState state = TaskState.SCHEDULED;

        Row(Pending pending) {
            this.pending = pending;
        }
    }

    RacedStore(SimulatedTime time) {
        this.time = time;
    }

    Pending create(String id, Definition definition) {
        long now = time.databaseMillis();
        long first = Schedule.of(id, definition, now).first();
        long due = Math.max(first, now);
        long place = definition.queue() == null ? 0 : transaction;
        Row row = new Row(
                new Pending(id, 0, 1, definition, now, first, due, 0, false, transaction, 0, null, false, place, 0));
        transaction++;
        rows.put(id, row);
        return row.pending;
    }

    /** Answers all but renewals, which are a matter of what one is shown. */
    Object answer(StoreMessage request) {
        return switch (request) {
            case Claim claim -> take(claim.holder(), owner.isEmpty());
            case Reclaim reclaim ->
                take(reclaim.holder(), reclaim.shards().contains(new Holding(0, owner, term)) && isOwner(reclaim));
            case Cede cede -> cede(cede);
            case ReadDue read -> readDue(read.cursors().getFirst(), read.horizon());
            case ReadNew read -> readNew(read);
            case ReadLine read -> new LinePage(List.of(), null);
            case Settle settle ->
                new Settled(settle.settlements().stream().map(this::settle).toList());
            case Charge charge ->
                new Settled(charge.charges().stream()
                        .map(each -> each.term() == term)
                        .toList());
            case Change change ->
                change.term() == term ? change(change) : new Changed(Status.NOT_OWNER, null, List.of());
            case ReadQueues read -> new QueuesRead(List.copyOf(queues.values()));
            case WriteQueue write -> write(write);
            case Acknowledge acknowledge -> new Done();
            default -> throw new IllegalArgumentException("not simulated: " + request);
        };
    }

    private boolean isOwner(Reclaim reclaim) {
        return owner.equals(reclaim.holder());
    }

    private Claimed take(String holder, boolean may) {
        if (!may) {
            return new Claimed(List.of());
        }
        owner = holder;
        term++;
        return new Claimed(List.of(new Inheritance(new Holding(0, holder, term), 0, ReadPoint.START, true)));
    }

    private Ceded cede(Cede cede) {
        if (!cede.shards().contains(new Holding(0, owner, term))) {
            return new Ceded(List.of());
        }
        String to = Objects.requireNonNull(cede.to());
        owner = to;
        term++;
        return new Ceded(List.of(new Holding(0, owner, term)));
    }

    private QueueWritten write(WriteQueue write) {
        boolean held = write.term() == term;
        if (held) {
            queues.put(write.queue().name(), write.queue());
        }
        return new QueueWritten(held);
    }

    private Stream<Pending> pending() {
        return rows.values().stream()
                .filter(row -> row.state == TaskState.SCHEDULED)
                .map(row -> row.pending)
                .filter(each -> recurs(each) || !history.containsKey(each.occurrence()));
    }

    private static boolean recurs(Pending pending) {
        return pending.definition().trigger().recurs();
    }

    private DuePage readDue(DueCursor cursor, long horizon) {
        List<Pending> found = pending()
                .filter(each -> each.due() <= horizon)
                .filter(each -> DueOrder.isBehind(each, cursor))
                .sorted(DueOrder.BY_DUE)
                .toList();
        return DuePages.of(found, List.of(0));
    }

    private NewPage readNew(ReadNew read) {
        return SightingPages.page(read, 0, pending(), transaction);
    }

    private boolean settle(Settlement settlement) {
        if (settlement.term() != term) {
            return false;
        }
        Row row = Objects.requireNonNull(rows.get(settlement.occurrence().id()));
        boolean isMeant = row.pending.version() == settlement.version()
                && row.pending.occurrence().equals(settlement.occurrence())
                && (row.state == TaskState.SCHEDULED || row.state == TaskState.PAUSED);
        switch (settlement.step()) {
            case Again again -> {
                AttemptMade attempt = settlement.attempt();
                int number = attempt == null ? 0 : attempt.number();
                if (isMeant && row.pending.attempts() <= number) {
                    row.pending = row.pending.again(again.due(), number, row.pending.began());
                } else if (row.pending.version() > settlement.version()
                        && row.pending.scheduledFor() != settlement.occurrence().scheduledFor()) {
                    history.putIfAbsent(settlement.occurrence(), Outcome.DEAD);
                }
            }
            case Ended ended -> {
                history.putIfAbsent(settlement.occurrence(), ended.outcome());
                Long next = ended.next();
                Long due = ended.nextDue();
                if (isMeant && settlement.recurs() && next != null && due != null) {
                    row.pending = row.pending.next(next, due, row.pending.fires() + 1);
                }
            }
            case Spawned spawned -> throw new IllegalArgumentException("not simulated: " + settlement);
        }
        return true;
    }

    private Changed change(Change request) {
        Row row = rows.get(request.change().id());
        if (row == null) {
            return new Changed(Status.UNKNOWN, null, List.of());
        }
        boolean over = row.state == TaskState.CANCELLED
                || !recurs(row.pending) && history.containsKey(row.pending.occurrence());
        return switch (request.change()) {
            case Cancel cancel -> over ? left(row, Status.SAME) : cancel(row);
            case Pause pause -> over ? left(row, Status.NOT_NOW) : move(row, TaskState.PAUSED);
            case Resume resume -> over ? left(row, Status.NOT_NOW) : move(row, TaskState.SCHEDULED);
            case Put put -> over ? left(row, Status.SAME) : put(row, put, request.running());
            case Fire fire -> throw new IllegalArgumentException("not simulated: " + request);
            case Purge purge -> throw new IllegalArgumentException("not simulated: " + request);
            case Revive revive -> throw new IllegalArgumentException("not simulated: " + request);
            case Retime retime -> throw new IllegalArgumentException("not simulated: " + request);
        };
    }

    private Changed cancel(Row row) {
        history.putIfAbsent(row.pending.occurrence(), Outcome.CANCELLED);
        row.state = TaskState.CANCELLED;
        return left(row, Status.CHANGED);
    }

    private Changed move(Row row, TaskState to) {
        if (row.state == to) {
            return left(row, Status.SAME);
        }
        row.state = to;
        Pending now = row.pending;
        if (to == TaskState.PAUSED) {
            return left(row, Status.CHANGED);
        }
        renew(row, now.version(), now.definition(), now.scheduledFor(), Math.max(now.due(), time.databaseMillis()));
        return left(row, Status.CHANGED, row.pending);
    }

    /** The same definition is switched on or off; another one is begun with at its next instant. */
    private Changed put(Row row, Put put, boolean running) {
        Pending old = row.pending;
        Definition wanted = put.task().definition();
        if (wanted.withEnabled(true).equals(old.definition())) {
            return move(row, wanted.enabled() ? TaskState.SCHEDULED : TaskState.PAUSED);
        }
        long now = time.databaseMillis();
        if (!running && (old.due() <= now || old.attempts() > 0)) {
            history.putIfAbsent(old.occurrence(), Outcome.CANCELLED);
        }
        long next = Schedule.of(old.id(), wanted, now).next(Math.max(now, old.scheduledFor()));
        row.state = TaskState.SCHEDULED;
        renew(row, old.version() + 1, wanted, next, next);
        return left(row, Status.CHANGED, row.pending);
    }

    private void renew(Row row, int version, Definition definition, long nominal, long due) {
        Pending old = row.pending;
        int attempts = nominal == old.scheduledFor() ? old.attempts() : 0;
        row.pending = new Pending(
                old.id(),
                0,
                version,
                definition,
                old.acceptedAt(),
                nominal,
                due,
                attempts,
                false,
                transaction++,
                0,
                null,
                false,
                old.place(),
                0);
    }

    private static Changed left(Row row, Status status, Pending... pending) {
        Pending now = row.pending;
        Definition shown = now.definition().withEnabled(row.state != TaskState.PAUSED);
        TaskView view = new TaskView(now.id(), now.version(), shown, row.state, null, now.acceptedAt(), null);
        return new Changed(status, view, List.of(pending));
    }

    Definition definition(String id) {
        return Objects.requireNonNull(rows.get(id)).pending.definition();
    }

    /** An occurrence of a task that came due long ago and did not end, though nobody stopped it. */
    Optional<Pending> unended(String id) {
        Row row = Objects.requireNonNull(rows.get(id));
        boolean late = row.pending.due() < time.databaseMillis() - LATE_MILLIS;
        boolean ended = !recurs(row.pending) && history.containsKey(row.pending.occurrence());
        return row.state == TaskState.CANCELLED || ended || !late ? Optional.empty() : Optional.of(row.pending);
    }
}
