package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.Order;
import carillon.message.DeliveryMessage.OrderName;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.Occurrence;
import carillon.message.TimerMessage.Start;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A delivery instance with a book of orders as the real one has it: an occurrence is there once, a newer order takes
 * the place of an older one that waits, and what ended is told before a withdrawal is answered. Chance sends orders
 * back, lets them wait, lets them run long, and loses withdrawals or their answers.
 */
final class RacedDelivery {

    private static final long WITHDRAWAL_MICROS = 2_000_000;

    private final SimulatedTime time;
    private final SplittableRandom random;
    private final Consumer<Order> onStart;
    private final Consumer<Order> onSuccess;
    private final Map<Occurrence, Held> book = new HashMap<>();
    int sentBack;
    int takenBack;

    private static final class Held {
        final RacedOwner owner;
        final Order order;
        boolean started;

        Held(RacedOwner owner, Order order) {
            this.owner = owner;
            this.order = order;
        }

        boolean isOlderThan(Order other) {
            return order.term() != other.term() ? order.term() < other.term() : order.attempt() < other.attempt();
        }
    }

    RacedDelivery(SimulatedTime time, SplittableRandom random, Consumer<Order> onStart, Consumer<Order> onSuccess) {
        this.time = time;
        this.random = random;
        this.onStart = onStart;
        this.onSuccess = onSuccess;
    }

    void deliver(RacedOwner owner, Order order) {
        Held here = book.get(order.occurrence());
        if (here != null && !here.isOlderThan(order)) {
            return;
        }
        Held held = new Held(owner, order);
        if (here != null && here.started || random.nextInt(4) == 0) {
            sendBack(held);
            return;
        }
        if (here != null) {
            sendBack(here);
        }
        book.put(order.occurrence(), held);
        time.in(random.nextInt(3) == 0 ? random.nextInt(50_000) : 0, () -> start(held));
    }

    private void start(Held held) {
        if (book.get(held.order.occurrence()) != held) {
            return;
        }
        if (random.nextInt(8) == 0) {
            book.remove(held.order.occurrence());
            sendBack(held);
            return;
        }
        held.started = true;
        onStart.accept(held.order);
        Start start = new Start(held.order.occurrence(), held.order.shard(), held.order.attempt());
        held.owner.fromDelivery(() -> held.owner.owner.began(List.of(start)));
        time.in(random.nextInt(6) == 0 ? random.nextInt(3_000_000) : random.nextInt(30_000), () -> end(held));
    }

    private void end(Held held) {
        book.remove(held.order.occurrence());
        boolean succeeds = random.nextInt(3) > 0;
        if (succeeds) {
            onSuccess.accept(held.order);
        }
        report(held, succeeds ? new Succeeded() : new Failed("by chance", null));
    }

    private void sendBack(Held held) {
        sentBack++;
        report(held, new NotStarted("by chance"));
    }

    private void report(Held held, Verdict verdict) {
        Order order = held.order;
        AttemptResult result =
                new AttemptResult(order.occurrence(), order.shard(), order.term(), order.attempt(), 0, 0, verdict);
        held.owner.fromDelivery(() -> held.owner.owner.attempted(List.of(result)));
    }

    /** Takes orders back; with {@code heard} false the request is lost, else perhaps the answer is. */
    void withdraw(RacedOwner owner, List<OrderName> orders, boolean heard, Reply<Withdrawn> reply) {
        boolean answered = heard && random.nextInt(10) > 0;
        if (heard) {
            List<Occurrence> started = new ArrayList<>();
            for (OrderName each : orders) {
                Held held = book.get(each.occurrence());
                if (held == null || !held.order.name().equals(each)) {
                    continue;
                }
                if (held.started) {
                    started.add(each.occurrence());
                } else {
                    takenBack++;
                    book.remove(each.occurrence());
                }
            }
            if (answered) {
                owner.fromDelivery(() -> reply.answered(new Withdrawn(started)));
            }
        }
        if (!answered) {
            time.in(WITHDRAWAL_MICROS, () -> reply.failed(new BusFailure(FailureCode.UNAVAILABLE, "by chance")));
        }
    }
}
