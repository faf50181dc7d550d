package carillon.timer;

import carillon.bus.Message;
import carillon.bus.Request;
import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage;
import carillon.message.DeliveryMessage.AskBegun;
import carillon.message.DeliveryMessage.Begun;
import carillon.message.DeliveryMessage.Credit;
import carillon.message.DeliveryMessage.Deliver;
import carillon.message.DeliveryMessage.Order;
import carillon.message.DeliveryMessage.OrderName;
import carillon.message.DeliveryMessage.Withdraw;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Done;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.Present;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** An owner with a store, a delivery instance and a clock of its own: hours of work in seconds. */
final class Simulation implements Ports {

    private static final String DELIVERY = "delivery";

    final SimulatedTime time;
    final SimulatedStore store;
    final Owner owner;
    final List<String> tooEarly = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();
    int delivered;
    int running;
    int runningMost;
    private final Map<String, Integer> runningOf = new HashMap<>();
    private final Map<String, Integer> mostOf = new HashMap<>();
    private final SplittableRandom random;
    private final Function<Order, Verdict> receiver;
    private final @Nullable ToLongFunction<Order> tookMicros;
    private long wakeNanos = Long.MAX_VALUE;

    Simulation(long startMillis, long seed, Function<Order, Verdict> receiver) {
        this(startMillis, seed, receiver, null);
    }

    /** @param tookMicros how long each attempt takes, or null for what chance gives */
    Simulation(
            long startMillis,
            long seed,
            Function<Order, Verdict> receiver,
            @Nullable ToLongFunction<Order> tookMicros) {
        this.receiver = receiver;
        this.tookMicros = tookMicros;
        random = new SplittableRandom(seed);
        time = new SimulatedTime(startMillis);
        store = new SimulatedStore(time);
        owner = new Owner(
                "owner", TimerOptions.DEFAULT, time, this, random.split(), () -> "holder", new SimpleMeterRegistry());
        owner.begin(1, time.nanoTime(), time.databaseMicros());
        every(1_000_000, () -> owner.renew());
        every(1_000_000, () -> owner.present(new Present(DELIVERY, "node", 10_000, time.nanoTime())));
        every(100_000, () -> owner.turn());
    }

    void runUntil(long millis) {
        time.runUntil(millis, this::setAlarm);
    }

    @Override
    @SuppressWarnings("unchecked") // the store answers each request with its own answer
    public <R extends Message, Q extends StoreMessage & Request<R>> void ask(Q request, Reply<R> reply) {
        time.in(random.nextInt(100, 2_000), () -> {
            R answer = (R) store.answer(request);
            time.in(random.nextInt(100, 2_000), () -> reply.answered(answer));
        });
    }

    @Override
    public void order(String delivery, Deliver orders, Runnable foundNobody) {
        tell(delivery, orders);
    }

    @Override
    public void tell(String delivery, DeliveryMessage message) {
        switch (message) {
            case Deliver deliver -> deliver.orders().forEach(this::deliver);
            case Credit credit -> {}
            case AskBegun ask -> throw new IllegalArgumentException("asked by message");
            case Withdraw withdraw -> throw new IllegalArgumentException("withdrawn by message");
        }
    }

    @Override
    public void withdraw(String delivery, List<OrderName> orders, Reply<Withdrawn> reply) {
        List<Occurrence> started = orders.stream().map(OrderName::occurrence).toList();
        time.in(100, () -> reply.answered(new Withdrawn(started)));
    }

    @Override
    public void askBegun(String delivery, List<Occurrence> occurrences, Reply<Begun> reply) {
        throw new IllegalStateException("nobody reads tasks");
    }

    @Override
    public void forward(String to, List<AttemptResult> results) {
        throw new IllegalStateException("nobody to forward to");
    }

    @Override
    public void passOn(String to, List<Pending> pending) {}

    @Override
    public void announce(String self, List<Integer> shards) {}

    @Override
    public void freed() {}

    @Override
    public void handOver(String to, HandOver slice, boolean again, Reply<Done> reply) {
        throw new IllegalStateException("nobody to hand over to");
    }

    private void deliver(Order order) {
        delivered++;
        if (time.databaseMillis() < order.due()) {
            tooEarly.add(order.toString());
        }
        orders.add(order);
        running++;
        runningMost = Math.max(runningMost, running);
        String id = order.occurrence().id();
        mostOf.merge(id, runningOf.merge(id, 1, Integer::sum), Integer::max);
        long took = tookMicros == null ? random.nextInt(50, 20_000) : tookMicros.applyAsLong(order);
        time.in(took, () -> {
            running--;
            runningOf.merge(id, -1, Integer::sum);
            owner.attempted(List.of(new AttemptResult(
                    order.occurrence(),
                    order.shard(),
                    order.term(),
                    order.attempt(),
                    took * 1_000,
                    0,
                    receiver.apply(order))));
        });
    }

    /** How many attempts of a task ran at once. */
    int together(String id) {
        return mostOf.getOrDefault(id, 0);
    }

    private void every(long micros, Runnable action) {
        time.in(micros, () -> {
            action.run();
            every(micros, action);
        });
    }

    private void setAlarm() {
        long millis = owner.nextWakeMillis();
        if (millis == Long.MAX_VALUE) {
            return;
        }
        long wake = time.nanoTime() + millis * 1_000_000;
        if (wake < wakeNanos || wakeNanos <= time.nanoTime()) {
            wakeNanos = wake;
            time.in(millis * 1_000, () -> owner.turn());
        }
    }

    static Verdict succeed(Order order) {
        return new Succeeded();
    }

    static Verdict failFirst(Order order) {
        return order.attempt() == 1 && order.occurrence().id().hashCode() % 5 == 0
                ? new Failed("not yet", null)
                : new Succeeded();
    }
}
