package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NoHandler;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage;
import carillon.message.DeliveryMessage.Begun;
import carillon.message.DeliveryMessage.Deliver;
import carillon.message.DeliveryMessage.Order;
import carillon.message.DeliveryMessage.OrderName;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.Renew;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Fire;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Resume;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.Present;
import carillon.message.Whole;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.RetryPolicy;
import carillon.task.Trigger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * An owner with little room in a world in which everything goes wrong for a while: answers come late or not at all,
 * writes land after they were given up, messages get lost or come out of order, users change tasks, orders are sent
 * back, one handler is not there, and a better holder of the shard comes and goes. After that it is calm.
 */
final class UnrulyWorld implements Ports {

    /** How far ahead messages tell of what was created, as the store has it. */
    private static final long AHEAD = 60_000;

    static final long START = 1_800_000_000_000L;
    static final long UNRULY_MILLIS = 40_000;

    private static final String DELIVERY = "delivery";
    /** A handler that nobody registers before the world is calm. */
    private static final String RARE = "rare";

    private static final int TASKS = 60;
    private static final RetryPolicy RETRY = new RetryPolicy(50, 300, 1, 300, 0);

    final SimulatedTime time = new SimulatedTime(START);
    final UnrulyStore store = new UnrulyStore(time);
    int delivered;
    private final SplittableRandom random;
    private final Owner owner;
    private final Map<Occurrence, Order> notStarted = new HashMap<>();
    private boolean unruly = true;

    UnrulyWorld(long seed) {
        random = new SplittableRandom(seed);
        TimerOptions options = new TimerOptions(3_000, 500, 20, 32 << 20, 3_000, 500, 10_000, 1_000, "node");
        owner = new Owner(
                UnrulyStore.HOLDER,
                options,
                time,
                this,
                random.split(),
                () -> UnrulyStore.HOLDER,
                new SimpleMeterRegistry());
        owner.begin(1, time.nanoTime(), time.databaseMicros());
        every(500_000, () -> owner.renew());
        every(1_000_000, () -> owner.present(new Present(DELIVERY, "node", 100, time.nanoTime())));
        every(20_000, () -> owner.turn());
        every(3_000_000, () -> store.rival(unruly && random.nextInt(3) == 0));
        for (int i = 0; i < TASKS; i++) {
            String id = "task-" + i;
            time.in(random.nextLong(UNRULY_MILLIS * 1_000), () -> create(id));
        }
        time.in(UNRULY_MILLIS * 1_000, () -> {
            unruly = false;
            if (random.nextBoolean()) {
                owner.handlerUp(RARE);
            }
        });
    }

    void runFor(long millis) {
        time.runUntil(START + millis, () -> {});
    }

    private boolean mishap(int percent) {
        return unruly && random.nextInt(100) < percent;
    }

    private long micros() {
        int most = mishap(10) ? mishap(10) ? 3_000_000 : 300_000 : 2_000;
        return random.nextLong(100, most);
    }

    private void create(String id) {
        long now = time.databaseMillis();
        // Many fall into one instant.
        long due = (now + random.nextLong(6_000)) / 1_000 * 1_000 + 1_000;
        Trigger trigger =
                random.nextInt(6) == 0 ? new Trigger.Every(1_000 + random.nextLong(5_000), due) : new Trigger.At(due);
        Definition definition = Definition.of(trigger, new Action.Handler(random.nextInt(3) == 0 ? RARE : "work"))
                .withRetry(RETRY);
        Pending created = store.insert(new Pending(id, 0, 1, definition, now, due, due, 0, false, 0));
        if (!mishap(20)) {
            Whole whole = random.nextInt(4) == 0 ? null : new Whole(created.transaction(), now + AHEAD, List.of(0));
            time.in(micros(), () -> owner.arm(List.of(created), whole));
        }
        if (random.nextBoolean()) {
            time.in(random.nextLong(8_000_000), () -> change(id, trigger.recurs()));
        }
    }

    private void change(String id, boolean recurs) {
        switch (random.nextInt(3)) {
            case 0 -> apply(recurs ? new Fire(id, null) : new Cancel(id));
            case 1 -> apply(new Cancel(id));
            default -> {
                apply(new Pause(id));
                time.in(random.nextLong(4_000_000), () -> apply(new Resume(id)));
            }
        }
    }

    private void apply(TaskChange change) {
        owner.apply(change, 0, Reply.ignored());
    }

    @Override
    @SuppressWarnings("unchecked") // the store answers each request with its own answer
    public <R extends Message, Q extends StoreMessage & Request<R>> void ask(Q request, Reply<R> reply) {
        if (mishap(5) && !(request instanceof Renew)) {
            if (random.nextBoolean()) {
                time.in(micros(), () -> store.answer(request));
            }
            time.in(micros(), () -> reply.failed(new BusFailure(FailureCode.UNAVAILABLE, "no answer")));
            return;
        }
        time.in(micros(), () -> {
            R answer = (R) store.answer(request);
            time.in(micros(), () -> reply.answered(answer));
        });
    }

    @Override
    public void order(String delivery, Deliver orders, Runnable foundNobody) {
        tell(delivery, orders);
    }

    @Override
    public void tell(String delivery, DeliveryMessage message) {
        if (message instanceof Deliver deliver) {
            deliver.orders().forEach(this::deliver);
        }
    }

    private void deliver(Order order) {
        store.ordered(order.occurrence());
        notStarted.put(order.occurrence(), order);
        time.in(micros(), () -> {
            if (notStarted.remove(order.occurrence(), order)) {
                start(order);
            }
        });
    }

    private void start(Order order) {
        if (mishap(10)) {
            result(order, new NotStarted("busy"));
            return;
        }
        if (unruly
                && order.action() instanceof Action.Handler handler
                && handler.name().equals(RARE)) {
            time.in(micros(), () -> result(order, new NoHandler()));
            return;
        }
        delivered++;
        boolean lost = mishap(1);
        Verdict verdict = mishap(20) ? new Failed("no", null) : new Succeeded();
        if (!lost) {
            time.in(micros(), () -> result(order, verdict));
        }
    }

    private void result(Order order, Verdict verdict) {
        owner.attempted(List.of(
                new AttemptResult(order.occurrence(), order.shard(), order.term(), order.attempt(), 0, 0, verdict)));
    }

    @Override
    public void withdraw(String delivery, List<OrderName> orders, Reply<Withdrawn> reply) {
        time.in(micros(), () -> {
            List<Occurrence> started = orders.stream()
                    .filter(each ->
                            !notStarted.values().removeIf(order -> order.name().equals(each)))
                    .map(OrderName::occurrence)
                    .toList();
            if (mishap(5)) {
                reply.failed(new BusFailure(FailureCode.UNAVAILABLE, "no answer"));
            } else {
                reply.answered(new Withdrawn(started));
            }
        });
    }

    @Override
    public void askBegun(String delivery, List<Occurrence> occurrences, Reply<Begun> reply) {
        throw new AssertionError("nobody asks for standings here");
    }

    @Override
    public void forward(String to, List<AttemptResult> results) {}

    @Override
    public void passOn(String to, List<Pending> pending) {}

    @Override
    public void announce(String self, List<Integer> shards) {}

    @Override
    public void freed() {}

    @Override
    public void handOver(String to, HandOver slice, boolean again, Reply<Done> reply) {
        slice.shards().forEach(store::inherited);
        reply.answered(new Done());
    }

    private void every(long micros, Runnable action) {
        time.in(micros, () -> {
            action.run();
            every(micros, action);
        });
    }
}
