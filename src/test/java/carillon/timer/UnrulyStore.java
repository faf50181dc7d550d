package carillon.timer;

import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.AckLevel;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DueCursor;
import carillon.message.DuePage;
import carillon.message.Inheritance;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Settlement;
import carillon.message.Settlement.Again;
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
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.ReadQueues;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import carillon.message.StoreMessage.Settle;
import carillon.message.StoreMessage.Settled;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Fire;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Resume;
import carillon.task.Schedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The database of an unruly world: one shard, whose writes land only under its term, in whatever order they come. */
final class UnrulyStore {

    static final String HOLDER = "holder";
    static final String RIVAL = "rival";

    private final SimulatedTime time;
    private final Map<String, Row> rows = new TreeMap<>();
    private long transaction = 1;
    private long term;
    private @Nullable String owner;
    private AckLevel level = new AckLevel(0, 0, 0, ReadPoint.START);
    private boolean rivalLives;

    /** What was acknowledged although it has no outcome, and what was ordered although it has one. */
    final List<String> faults = new ArrayList<>();

    private static final class Row {
        Pending pending;
        boolean paused;
        /** It has an outcome; of a schedule's own row, the schedule is over. */
        boolean over;

        boolean cancelled;

        Row(Pending pending) {
            this.pending = pending;
        }

        boolean isPending() {
            return !paused && !over;
        }
    }

    UnrulyStore(SimulatedTime time) {
        this.time = time;
    }

    /** Our holder gives the shard to the rival while there is one. */
    private Board board() {
        Holder ours = new Holder(HOLDER, HOLDER, true, rivalLives);
        Holder rival = new Holder(RIVAL, RIVAL, rivalLives);
        return new Board(List.of(ours, rival), List.of(new Holding(0, owner, term)));
    }

    /** Whether there is a better holder; when it goes, the shard is free. */
    void rival(boolean lives) {
        rivalLives = lives;
        if (!lives && RIVAL.equals(owner)) {
            owner = null;
        }
    }

    Pending insert(Pending pending) {
        Pending inserted = at(pending, transaction);
        transaction++;
        rows.put(key(pending.occurrence(), pending.extra()), new Row(inserted));
        return inserted;
    }

    /** The rival lets the shard go as it got it. */
    void inherited(Inheritance slice) {
        acknowledged(new AckLevel(0, term, slice.doneBefore(), slice.seen()));
    }

    /** What is pending and should have had an outcome by then. */
    List<String> overdue(long millis) {
        return rows.values().stream()
                .filter(row -> row.isPending() && row.pending.due() < millis)
                .map(row -> row.pending.id() + " due " + row.pending.due())
                .toList();
    }

    void ordered(Occurrence occurrence) {
        Stream.of(true, false)
                .map(extra -> rows.get(key(occurrence, extra)))
                .filter(row -> row != null && row.pending.occurrence().equals(occurrence))
                .filter(row -> row.over && !row.cancelled)
                .forEach(row -> faults.add(occurrence + " is ordered after its end"));
    }

    Object answer(StoreMessage request) {
        return switch (request) {
            case Renew renew -> new Renewed(true, time.databaseMicros(), board());
            case Claim claim -> claim(owner == null);
            case Reclaim reclaim -> claim(holds(reclaim.shards().getFirst().term()));
            case Cede cede -> cede(cede);
            case ReadDue read -> readDue(read);
            case ReadNew read -> readNew(read);
            case Settle settle ->
                new Settled(settle.settlements().stream().map(this::settle).toList());
            case Charge charge ->
                new Settled(charge.charges().stream()
                        .map(each -> holds(each.term()))
                        .toList());
            case Change change -> change(change);
            case Acknowledge acknowledge -> {
                acknowledge.levels().stream().filter(each -> holds(each.term())).forEach(this::acknowledged);
                yield new Done();
            }
            case ReadQueues read -> new QueuesRead(List.of());
            default -> throw new IllegalArgumentException("not simulated: " + request);
        };
    }

    private boolean holds(long byTerm) {
        return HOLDER.equals(owner) && byTerm == term;
    }

    private Claimed claim(boolean may) {
        if (!may) {
            return new Claimed(List.of());
        }
        owner = HOLDER;
        term++;
        return new Claimed(
                List.of(new Inheritance(new Holding(0, HOLDER, term), level.doneBefore(), level.seen(), true)));
    }

    private Ceded cede(Cede cede) {
        if (!rivalLives || !holds(cede.shards().getFirst().term())) {
            return new Ceded(List.of());
        }
        owner = RIVAL;
        term++;
        return new Ceded(List.of(new Holding(0, RIVAL, term)));
    }

    private void acknowledged(AckLevel stored) {
        level = stored;
        rows.values().stream()
                .filter(row -> row.isPending() && row.pending.due() < stored.doneBefore())
                .filter(row -> stored.seen().covers(row.pending.transaction()))
                .forEach(row -> faults.add(row.pending.occurrence() + " is acknowledged before its end"));
    }

    /**
     * Those that have an outcome keep their place among the others. It looks at as many as it may bring, whether they
     * are to be left out or not.
     */
    private DuePage readDue(ReadDue read) {
        DueCursor from = read.cursors().getFirst();
        List<Row> looked = rows.values().stream()
                .filter(row -> !row.paused && !row.cancelled && !(row.over && row.pending.extra()))
                .filter(row -> row.pending.due() <= read.horizon() && DueOrder.isBehind(row.pending, from))
                .sorted(Comparator.comparing(row -> row.pending, DueOrder.BY_DUE))
                .limit(read.limitPerShard())
                .toList();
        List<Pending> found = looked.stream()
                .filter(row -> !row.over || !from.unsettledOnly())
                .map(row -> row.pending)
                .toList();
        return looked.size() < read.limitPerShard()
                ? new DuePage(found, List.of(0), List.of())
                : new DuePage(found, List.of(), List.of(DueCursor.behind(looked.getLast().pending)));
    }

    private NewPage readNew(ReadNew read) {
        Stream<Pending> pending = rows.values().stream().filter(Row::isPending).map(row -> row.pending);
        return SightingPages.page(read, 0, pending, transaction);
    }

    private boolean settle(Settlement settlement) {
        Row row = rows.get(key(settlement.occurrence(), settlement.extra()));
        boolean holds = holds(settlement.term());
        if (!holds || row == null || row.over || !row.pending.occurrence().equals(settlement.occurrence())) {
            return holds;
        }
        switch (settlement.step()) {
            case Again again -> {
                int attempts =
                        settlement.attempt() == null ? 0 : settlement.attempt().number();
                row.pending = row.pending.again(again.due(), attempts, row.pending.due());
            }
            case Ended ended -> {
                Long next = ended.next();
                Long due = ended.nextDue();
                row.over = next == null || due == null;
                row.pending = next == null || due == null ? row.pending : row.pending.next(next, due, 0);
            }
            case Spawned spawned -> throw new IllegalArgumentException("nothing overlaps here");
        }
        return true;
    }

    private Changed change(Change request) {
        TaskChange change = request.change();
        Row row = rows.get(change.id());
        if (!holds(request.term())) {
            return new Changed(Status.NOT_OWNER, null, List.of());
        }
        if (row == null || row.over) {
            return new Changed(Status.NOT_NOW, null, List.of());
        }
        return switch (change) {
            case Pause pause -> {
                row.paused = true;
                yield changed();
            }
            case Resume resume -> {
                row.paused = false;
                row.pending = at(row.pending, transaction);
                transaction++;
                yield changed(row.pending);
            }
            case Cancel cancel -> {
                row.over = true;
                row.cancelled = true;
                yield changed();
            }
            case Fire fire -> {
                yield changed(insert(beside(row.pending)));
            }
            default -> throw new IllegalArgumentException("not simulated: " + change);
        };
    }

    /** Fired by hand at an instant that is not one of the schedule's own. */
    private Pending beside(Pending of) {
        Schedule schedule = Schedule.of(of.id(), of.definition(), of.acceptedAt());
        long free = time.databaseMillis();
        while (schedule.next(free - 1) == free || rows.containsKey(key(new Occurrence(of.id(), free), true))) {
            free++;
        }
        return new Pending(of.id(), 0, 1, of.definition(), of.acceptedAt(), free, free, 0, true, 0);
    }

    private static Changed changed(Pending... pending) {
        return new Changed(Status.CHANGED, null, List.of(pending));
    }

    private static String key(Occurrence occurrence, boolean extra) {
        return extra ? occurrence.id() + "@" + occurrence.scheduledFor() : occurrence.id();
    }

    private static Pending at(Pending row, long transaction) {
        return new Pending(
                row.id(),
                0,
                1,
                row.definition(),
                row.acceptedAt(),
                row.scheduledFor(),
                row.due(),
                row.attempts(),
                row.extra(),
                transaction,
                row.fires(),
                row.began(),
                row.spawned(),
                row.place(),
                row.spent());
    }
}
