package carillon.timer;

import carillon.bus.Message;
import carillon.bus.Request;
import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
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
import carillon.message.StoreMessage.Resign;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.Present;
import carillon.message.TimerMessage.Start;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Owners that die one after the other, over one store, with a receiver that outlives them and watches. */
final class QueueSimulation {

    /** The longest time that anything takes at the receiver. */
    static final long WORK_MILLIS_MAX = 600;

    private static final int NETWORK_MICROS_MAX = 45_000;

    final SimulatedTime time;
    final SimulatedStore store;
    final List<Arrival> arrivals = new ArrayList<>();
    int runningMost;
    /** The longest time that an attempt takes. */
    long workMillisMax = WORK_MILLIS_MAX;
    /** How many attempts left their delivery instance. */
    int left;

    private final SplittableRandom random;
    private final int failuresInHundred;
    private int running;
    private int nodes;
    Node node;

    /** A start as the receiver sees it. */
    record Arrival(String id, long nanos) {}

    QueueSimulation(long startMillis, long seed, int failuresInHundred) {
        random = new SplittableRandom(seed);
        time = new SimulatedTime(startMillis);
        store = new SimulatedStore(time);
        this.failuresInHundred = failuresInHundred;
        node = new Node();
    }

    void runUntil(long millis) {
        time.runUntil(millis, () -> node.setAlarm());
    }

    /** Kills the owner; after its lease another one takes over. */
    void kill() {
        node.dead = true;
        time.in(3_000_000, () -> {
            store.orphan();
            node = new Node();
        });
    }

    /** Stops the owner in an orderly way; another one takes over as soon as it has resigned. */
    void stop() {
        node.owner.retire();
        resign(node, node.owner.nanosIn(TimerOptions.DEFAULT.drainMillis()));
    }

    private void resign(Node stopping, long giveUp) {
        stopping.owner.turn();
        if (!stopping.owner.mayResign(giveUp)) {
            time.in(10_000, () -> resign(stopping, giveUp));
            return;
        }
        store.answer(new Resign(stopping.owner.holder(), stopping.owner.unquiet()));
        stopping.dead = true;
        node = new Node();
    }

    final class Node implements Ports {

        final Owner owner;
        boolean dead;
        private final String delivery = "delivery-" + nodes;
        private final Set<Order> waiting = new HashSet<>();
        private long wakeNanos = Long.MAX_VALUE;

        Node() {
            String name = "node-" + nodes++;
            owner = new Owner(
                    name, TimerOptions.DEFAULT, time, this, random.split(), () -> name, new SimpleMeterRegistry());
            owner.begin(1, time.nanoTime(), time.databaseMicros());
            every(1_000_000, () -> owner.renew());
            every(1_000_000, () -> owner.present(new Present(delivery, "node", 10_000, time.nanoTime())));
            every(100_000, () -> owner.turn());
        }

        @Override
        @SuppressWarnings("unchecked") // the store answers each request with its own answer
        public <R extends Message, Q extends StoreMessage & Request<R>> void ask(Q request, Reply<R> reply) {
            in(random.nextInt(100, 5_000), () -> {
                R answer = (R) store.answer(request);
                in(random.nextInt(100, 5_000), () -> reply.answered(answer));
            });
        }

        @Override
        public void order(String delivery, Deliver orders, Runnable foundNobody) {
            tell(delivery, orders);
        }

        @Override
        public void tell(String to, DeliveryMessage message) {
            if (message instanceof Deliver deliver) {
                for (Order order : deliver.orders()) {
                    waiting.add(order);
                    in(random.nextInt(50, 40_000), () -> start(order));
                }
            }
        }

        private void start(Order order) {
            if (!waiting.remove(order)) {
                return;
            }
            left++;
            Start start = new Start(order.occurrence(), order.shard(), order.attempt());
            in(random.nextInt(50, 30_000), () -> owner.began(List.of(start)));
            time.in(random.nextInt(50, NETWORK_MICROS_MAX), () -> arrive(order));
        }

        private void arrive(Order order) {
            arrivals.add(new Arrival(order.occurrence().id(), time.nanoTime()));
            running++;
            runningMost = Math.max(runningMost, running);
            long took = random.nextLong(1_000, (workMillisMax - 50) * 1_000);
            boolean fails = random.nextInt(100) < failuresInHundred;
            time.in(took, () -> {
                running--;
                in(random.nextInt(50, 30_000), () -> owner.attempted(List.of(result(order, took, fails))));
            });
        }

        private static AttemptResult result(Order order, long took, boolean fails) {
            return new AttemptResult(
                    order.occurrence(),
                    order.shard(),
                    order.term(),
                    order.attempt(),
                    took * 1_000,
                    0,
                    fails ? new Failed("by chance", null) : new Succeeded());
        }

        @Override
        public void withdraw(String from, List<OrderName> orders, Reply<Withdrawn> reply) {
            in(random.nextInt(50, 10_000), () -> {
                List<OrderName> started = new ArrayList<>(orders);
                waiting.removeIf(order -> started.remove(order.name()));
                List<Occurrence> occurrences =
                        started.stream().map(OrderName::occurrence).toList();
                in(random.nextInt(50, 10_000), () -> reply.answered(new Withdrawn(occurrences)));
            });
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

        private void in(long micros, Runnable action) {
            time.in(micros, () -> {
                if (!dead) {
                    action.run();
                }
            });
        }

        private void every(long micros, Runnable action) {
            in(micros, () -> {
                action.run();
                every(micros, action);
            });
        }

        void setAlarm() {
            long millis = dead ? Long.MAX_VALUE : owner.nextWakeMillis();
            if (millis == Long.MAX_VALUE) {
                return;
            }
            long wake = time.nanoTime() + millis * 1_000_000;
            if (wake < wakeNanos || wakeNanos <= time.nanoTime()) {
                wakeNanos = wake;
                in(millis * 1_000, () -> owner.turn());
            }
        }
    }
}
