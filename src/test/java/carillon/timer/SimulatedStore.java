package carillon.timer;

import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.Charged;
import carillon.message.DueCursor;
import carillon.message.DuePage;
import carillon.message.Inheritance;
import carillon.message.LineCursor;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.QueueState;
import carillon.message.ReadPoint;
import carillon.message.Settlement;
import carillon.message.Settlement.Again;
import carillon.message.Settlement.AttemptMade;
import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Skipped;
import carillon.message.Settlement.Spawned;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Acknowledge;
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
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import carillon.message.StoreMessage.Resign;
import carillon.message.StoreMessage.Settle;
import carillon.message.StoreMessage.Settled;
import carillon.message.StoreMessage.WriteQueue;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.Schedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The database of a simulation: one holder, one shard, no faults. */
final class SimulatedStore {

    static final int SHARD = 0;
    /** Few, so that safety reads take many pages. */
    private final SimulatedTime time;

    private final Map<String, Pending> pending = new HashMap<>();
    private final Map<Occurrence, Pending> beside = new HashMap<>();
    private final List<Run> history = new ArrayList<>();
    final Map<Occurrence, List<Outcome>> outcomes = new HashMap<>();
    final Map<Occurrence, List<Integer>> failedAttempts = new HashMap<>();
    final Map<String, QueueState> queues = new HashMap<>();
    private boolean clean = true;
    private long term;
    private String owner = "";
    private long transaction = 1;

    /** A row of history. */
    record Run(Occurrence occurrence, Outcome outcome, int covers) {}

    SimulatedStore(SimulatedTime time) {
        this.time = time;
    }

    Pending create(String id, Definition definition) {
        return create(id, definition, time.databaseMillis());
    }

    /** Creates a task as it was accepted at an instant, and untouched since. */
    Pending create(String id, Definition definition, long acceptedAt) {
        Schedule schedule = Schedule.of(id, definition, acceptedAt);
        long first = schedule.first();
        long due = Math.max(schedule.wakeAt(first), acceptedAt);
        Pending task = new Pending(
                id,
                SHARD,
                1,
                definition,
                acceptedAt,
                first,
                due,
                0,
                false,
                transaction,
                0,
                null,
                false,
                transaction,
                0);
        transaction++;
        if (first != Schedule.NEVER) {
            pending.put(id, task);
        }
        return task;
    }

    Object answer(StoreMessage request) {
        return switch (request) {
            case Renew renew -> new Renewed(true, time.databaseMicros(), board(renew.holder(), renew.address()));
            case Claim claim -> claim(claim.holder());
            case Resign resign -> {
                owner = "";
                clean = resign.unclean().isEmpty();
                yield new Done();
            }
            case ReadDue read -> readDue(read.cursors().getFirst(), read.horizon(), read.limitPerShard());
            case ReadNew read -> readNew(read);
            case Settle settle -> settle(settle.settlements());
            case Charge charge -> charge(charge.charges());
            case Acknowledge acknowledge -> new Done();
            case ReadQueues read -> new QueuesRead(List.copyOf(queues.values()));
            case WriteQueue write -> {
                queues.put(write.queue().name(), write.queue());
                yield new QueueWritten(true);
            }
            case ReadLine read -> readLine(read);
            default -> throw new IllegalArgumentException("not simulated: " + request);
        };
    }

    private Board board(String holder, String address) {
        return new Board(List.of(new Holder(holder, address, true)), List.of(new Holding(SHARD, orNull(owner), term)));
    }

    /** The owner died, and its lease has run out. */
    void orphan() {
        owner = "";
        clean = false;
    }

    private Claimed claim(String holder) {
        term += holder.equals(owner) ? 0 : 1;
        owner = holder;
        return new Claimed(List.of(new Inheritance(new Holding(SHARD, holder, term), 0, ReadPoint.START, clean)));
    }

    private LinePage readLine(ReadLine read) {
        LineCursor from = read.from();
        List<Pending> found = pending.values().stream()
                .filter(each -> from.queue().equals(each.definition().queueName()))
                .filter(each -> each.definition().priority() == from.priority() && each.due() <= read.horizon())
                .filter(each -> each.due() > from.due() || each.due() == from.due() && each.place() >= from.place())
                .sorted(Comparator.comparingLong(Pending::due).thenComparingLong(Pending::place))
                .limit(read.limit())
                .toList();
        if (found.size() < read.limit()) {
            return new LinePage(found, null);
        }
        Pending last = found.getLast();
        return new LinePage(found, new LineCursor(SHARD, from.queue(), from.priority(), last.due(), last.place() + 1));
    }

    private DuePage readDue(DueCursor cursor, long horizon, int limit) {
        List<Pending> found = rows().filter(each -> each.due() <= horizon || each.spawned())
                .filter(each -> DueOrder.isBehind(each, cursor))
                .sorted(DueOrder.BY_DUE)
                .toList();
        return found.size() <= limit
                ? DuePages.of(found, List.of(SHARD))
                : DuePages.of(found.subList(0, limit), List.of());
    }

    private Stream<Pending> rows() {
        return Stream.concat(pending.values().stream(), beside.values().stream());
    }

    private NewPage readNew(ReadNew read) {
        return SightingPages.page(read, SHARD, rows(), transaction);
    }

    private Settled settle(List<Settlement> settlements) {
        List<Boolean> landed = new ArrayList<>();
        for (Settlement each : settlements) {
            Map<?, Pending> table = each.extra() ? beside : pending;
            Object key = each.extra() ? each.occurrence() : each.occurrence().id();
            settle(each, Objects.requireNonNull(table.get(key), () -> "no row of " + each));
            landed.add(true);
        }
        return new Settled(landed);
    }

    private void settle(Settlement settlement, Pending row) {
        Occurrence occurrence = settlement.occurrence();
        switch (settlement.step()) {
            case Again again -> {
                AttemptMade attempt = settlement.attempt();
                int number = attempt == null ? 0 : attempt.number();
                Long began = row.began() == null && attempt != null ? Long.valueOf(attempt.startedAt()) : row.began();
                failedAttempts
                        .computeIfAbsent(occurrence, key -> new ArrayList<>())
                        .add(number);
                put(row.again(again.due(), number, began));
            }
            case Spawned spawned -> {
                beside.put(occurrence, row.spawn());
                moveOn(row, spawned.next(), spawned.nextDue(), 1);
            }
            case Ended ended -> {
                outcomes.computeIfAbsent(occurrence, key -> new ArrayList<>()).add(ended.outcome());
                history.add(new Run(occurrence, ended.outcome(), 1));
                Skipped skipped = settlement.skipped();
                if (skipped != null) {
                    Occurrence first = new Occurrence(row.id(), skipped.firstScheduledFor());
                    history.add(new Run(first, skipped.outcome(), Math.toIntExact(skipped.count())));
                }
                moveOn(row, ended.next(), ended.nextDue(), ended.outcome().isFired() ? 1 : 0);
            }
        }
    }

    private void moveOn(Pending row, @Nullable Long next, @Nullable Long due, int fired) {
        if (row.extra()) {
            beside.remove(row.occurrence());
        } else if (next == null || due == null) {
            pending.remove(row.id());
        } else {
            put(row.next(next, due, row.fires() + fired));
        }
    }

    private void put(Pending row) {
        if (row.extra()) {
            beside.put(row.occurrence(), row);
        } else {
            pending.put(row.id(), row);
        }
    }

    private Settled charge(List<Charged> charges) {
        return new Settled(charges.stream().map(each -> true).toList());
    }

    /** The history of a task, in the order of the instants. */
    List<Run> runsOf(String id) {
        return history.stream()
                .filter(each -> each.occurrence().id().equals(id))
                .sorted(Comparator.comparingLong(each -> each.occurrence().scheduledFor()))
                .toList();
    }

    /** What is pending of a task. */
    List<Pending> pendingOf(String id) {
        return rows().filter(each -> each.id().equals(id)).toList();
    }

    /** How many occurrences of a task stand beside its schedule. */
    long besideOf(String id) {
        return beside.keySet().stream().filter(each -> each.id().equals(id)).count();
    }

    /** How often each occurrence ended, in the order of the instants. */
    Map<Long, Integer> outcomesOf(String id) {
        Map<Long, Integer> counts = new TreeMap<>();
        outcomes.forEach((occurrence, ended) -> {
            if (occurrence.id().equals(id)) {
                counts.put(occurrence.scheduledFor(), ended.size());
            }
        });
        return counts;
    }

    private static @Nullable String orNull(String owner) {
        return owner.isEmpty() ? null : owner;
    }
}
