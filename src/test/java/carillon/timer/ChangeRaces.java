package carillon.timer;

import carillon.bus.BusFailure;
import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DeliveryMessage.Order;
import carillon.message.NewTask;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.QueueChange;
import carillon.message.StoreMessage.Renewed;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Put;
import carillon.message.TaskChange.Resume;
import carillon.message.Whole;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.Payload;
import carillon.task.Queued;
import carillon.task.RetryPolicy;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Two owners that hand a shard to each other, a store and a delivery instance that fail by chance, and users who change
 * tasks just when they fire. Whatever the owners do against their promises is a fault.
 */
final class ChangeRaces {

    /** How far ahead messages tell of what was created, as the store has it. */
    private static final long AHEAD = 60_000;

    private static final long START = 1_800_000_000_000L;
    private static final int SCHEDULES = 4;

    final SimulatedTime time = new SimulatedTime(START);
    final RacedStore store = new RacedStore(time);
    final RacedDelivery delivery;
    final List<String> faults = new ArrayList<>();
    final Map<Status, Integer> cancels = new HashMap<>();
    int attempts;
    int handOvers;
    int toldAgain;
    private final SplittableRandom random;
    private final List<RacedOwner> owners = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Set<String> cancelled = new HashSet<>();
    private final Set<String> prevented = new HashSet<>();
    private final Set<String> paused = new HashSet<>();
    private final Set<Occurrence> succeeded = new HashSet<>();
    private final Set<Occurrence> started = new HashSet<>();
    /** How often each task's firing was switched on or off. */
    private final Map<String, Integer> wishes = new HashMap<>();

    private boolean wild = true;
    private boolean ceding;

    ChangeRaces(long seed) {
        random = new SplittableRandom(seed);
        delivery = new RacedDelivery(time, random.split(), this::started, order -> succeeded.add(order.occurrence()));
        owners.add(new RacedOwner(this, "a", random.split()));
        owners.add(new RacedOwner(this, "b", random.split()));
    }

    /** Lets chance reign for so long, and then everything come to an end. */
    void run(long millis) {
        runUntil(5_000);
        for (int i = 0; i < SCHEDULES; i++) {
            Trigger trigger = new Trigger.Every(1_000, time.databaseMillis() + 250 * i);
            create("every-" + i, trigger);
        }
        time.in(0, this::act);
        runUntil(5_000 + millis);
        wild = false;
        runUntil(12_000 + millis);
        withOwner(owner -> owner.apply(new QueueChange.Release("q"), Reply.ignored()));
        ids.forEach(id -> apply(new Resume(id)));
        runUntil(100_000 + millis);
        judge();
    }

    private void runUntil(long millis) {
        time.runUntil(START + millis, () -> owners.forEach(RacedOwner::setAlarm));
    }

    boolean isWild() {
        return wild;
    }

    RacedOwner of(String address) {
        return owners.stream()
                .filter(each -> each.id.equals(address))
                .findFirst()
                .orElseThrow();
    }

    /** What an owner is shown: mostly nobody who suits the shard better than whoever has it. */
    Renewed board(RacedOwner reader) {
        List<Holder> holders = new ArrayList<>(List.of(new Holder(reader.id, reader.id, true)));
        boolean mine = store.owner.equals(reader.id);
        if (!mine && !store.owner.isEmpty()) {
            holders.add(new Holder(store.owner, store.owner, true));
        }
        Board calm =
                new Board(holders, List.of(new Holding(0, store.owner.isEmpty() ? null : store.owner, store.term)));
        return new Renewed(true, time.databaseMicros(), mine && ceding ? better(calm, reader) : calm);
    }

    private Board better(Board calm, RacedOwner reader) {
        ceding = false;
        handOvers++;
        String other = owners.stream()
                .map(each -> each.id)
                .filter(id -> !id.equals(reader.id))
                .findFirst()
                .orElseThrow();
        List<Holder> holders = List.of(new Holder(reader.id, reader.id, true, true), new Holder(other, other, true));
        return new Board(holders, calm.holdings());
    }

    private void act() {
        if (!wild) {
            return;
        }
        switch (random.nextInt(20)) {
            case 0 -> withOwner(owner -> owner.apply(new QueueChange.Hold("q"), Reply.ignored()));
            case 1 -> withOwner(owner -> owner.apply(new QueueChange.Release("q"), Reply.ignored()));
            case 2 -> ceding = ceding || random.nextInt(4) == 0;
            case 3, 4, 5, 6, 7 -> create("once-" + ids.size(), new Trigger.At(START));
            default -> applyAny();
        }
        time.in(random.nextInt(1_000, 20_000), this::act);
    }

    private void create(String id, Trigger trigger) {
        Trigger timely = trigger.recurs() ? trigger : new Trigger.At(time.databaseMillis() + random.nextInt(60));
        Definition definition = Definition.of(timely, new Action.Handler("work"))
                .withTimeout(5_000)
                .withRetry(new RetryPolicy(4, 100, 1, 100, 0));
        boolean inQueue = random.nextBoolean();
        Pending pending = store.create(id, inQueue ? definition.withQueue(new Queued("q", false, false)) : definition);
        ids.add(id);
        if (random.nextInt(10) > 0) {
            Whole whole = new Whole(pending.transaction(), time.databaseMillis() + AHEAD, List.of(0));
            time.in(random.nextInt(50, 10_000), () -> withOwner(owner -> owner.arm(List.of(pending), whole)));
        }
    }

    private void withOwner(Consumer<Owner> action) {
        if (!store.owner.isEmpty()) {
            action.accept(of(store.owner).owner);
        }
    }

    private void applyAny() {
        int from = random.nextInt(2) == 0 ? 0 : Math.max(0, ids.size() - 8);
        int to = from == 0 ? SCHEDULES : ids.size();
        String id = ids.get(random.nextInt(from, to));
        Definition now = store.definition(id);
        List<TaskChange> changes = new ArrayList<TaskChange>(List.of(new Pause(id), new Resume(id)));
        if (!now.trigger().recurs() || random.nextInt(20) == 0) {
            changes.add(new Cancel(id));
        }
        if (now.trigger().recurs()) {
            Definition other = now.withPayload(Payload.of(String.valueOf(random.nextInt(1_000))));
            List.of(now, now.withEnabled(false), other)
                    .forEach(each -> changes.add(new Put(new NewTask(id, true, each), null)));
        }
        apply(changes.get(random.nextInt(changes.size())));
    }

    private void apply(TaskChange change) {
        String id = change.id();
        int wish = change instanceof Cancel ? 0 : wishes.merge(id, 1, Integer::sum);
        if (!(change instanceof Cancel || change instanceof Pause)) {
            paused.remove(id);
        }
        withOwner(owner -> owner.apply(change, 0, new Reply<>() {
            @Override
            public void answered(Changed answer) {
                told(change, wish, answer.status());
            }

            @Override
            public void failed(BusFailure failure) {}
        }));
    }

    private void told(TaskChange change, int wish, Status status) {
        String id = change.id();
        boolean done = status == Status.CHANGED || status == Status.SAME;
        if (change instanceof Cancel) {
            cancels.merge(status, 1, Integer::sum);
            if (done && !cancelled.contains(id)) {
                prevented.add(id);
            }
            if (done || status == Status.RUNNING) {
                cancelled.add(id);
            }
        } else if (change instanceof Pause && done && wishes.getOrDefault(id, 0) == wish) {
            paused.add(id);
        }
    }

    /** An owner gives an order. */
    void ordered(Order order) {
        String id = order.occurrence().id();
        if (cancelled.contains(id)) {
            fault("ordered after the answer to its cancellation", order);
        }
        if (paused.contains(id)) {
            fault("ordered after the answer to its pause", order);
        }
        if (order.due() > time.databaseMillis()) {
            fault("ordered before its instant", order);
        }
    }

    private void started(Order order) {
        attempts++;
        started.add(order.occurrence());
        if (prevented.contains(order.occurrence().id())) {
            fault("started after a 204", order);
        }
        if (succeeded.contains(order.occurrence())) {
            fault("made again after it succeeded", order);
        }
    }

    private void fault(String what, Object whose) {
        faults.add("at " + (time.databaseMillis() - START) + " ms: " + what + ": " + whose);
    }

    private void judge() {
        started.stream()
                .filter(each -> each.scheduledFor() < time.databaseMillis() - RacedStore.LATE_MILLIS)
                .filter(each -> !store.history.containsKey(each))
                .forEach(each -> fault("has no outcome, and was attempted", each));
        for (String id : ids) {
            store.unended(id).ifPresent(each -> fault("has no outcome, and none to come", each));
        }
        succeeded.stream()
                .filter(each -> store.history.get(each) == Outcome.DEAD)
                .forEach(each -> fault("succeeded, and is dead", each));
    }
}
