package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.message.AttemptResult;
import carillon.message.DeliveryMessage;
import carillon.message.DeliveryMessage.Begun;
import carillon.message.DeliveryMessage.Deliver;
import carillon.message.DeliveryMessage.OrderName;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.Renew;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.Present;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One of two owners of a {@link ChangeRaces}; its requests may fail, before they land, after it, or long before it. */
final class RacedOwner implements Ports {

    private static final int MICROS_MAX = 3_000;

    final String id;
    final Owner owner;
    private final ChangeRaces races;
    private final SimulatedTime time;
    private final SplittableRandom random;
    private final Wire toDelivery = new Wire();
    private final Wire fromDelivery = new Wire();
    private final Wire toSuccessor = new Wire();
    private @Nullable HandOver last;
    private int told;
    private long wakeNanos = Long.MAX_VALUE;

    RacedOwner(ChangeRaces races, String id, SplittableRandom random) {
        this.races = races;
        this.id = id;
        this.random = random;
        time = races.time;
        owner = new Owner(id, TimerOptions.DEFAULT, time, this, random.split(), () -> id, new SimpleMeterRegistry());
        owner.begin(1, time.nanoTime(), time.databaseMicros());
        every(1_000_000, owner::renew);
        every(1_000_000, () -> owner.present(new Present("delivery", "node", 1_000, time.nanoTime())));
        every(100_000, owner::turn);
    }

    /** Messages between the same two come in the order in which they were sent. */
    private final class Wire {
        private long lastNanos;

        void send(Runnable message) {
            long nanos = Math.max(lastNanos, time.nanoTime() + random.nextInt(50, MICROS_MAX) * 1_000L);
            lastNanos = nanos;
            time.in((nanos - time.nanoTime()) / 1_000, message);
        }
    }

    void fromDelivery(Runnable message) {
        fromDelivery.send(message);
    }

    @Override
    public <R extends Message, Q extends StoreMessage & Request<R>> void ask(Q request, Reply<R> reply) {
        boolean fails = races.isWild() && !(request instanceof Renew) && random.nextInt(60) == 0;
        if (!fails) {
            time.in(random.nextInt(100, MICROS_MAX), () -> {
                R answer = answer(request);
                time.in(random.nextInt(100, MICROS_MAX), () -> reply.answered(answer));
            });
            return;
        }
        long told = random.nextInt(100, 200_000);
        // A hand-over that lands without its slice is a take-over, and another story.
        if (random.nextBoolean() && !(request instanceof Cede)) {
            time.in(random.nextInt(100, 200_000), () -> answer(request));
        }
        time.in(told, () -> reply.failed(new BusFailure(FailureCode.UNAVAILABLE, "by chance")));
    }

    @SuppressWarnings("unchecked") // the store answers each request with its own answer
    private <R extends Message, Q extends StoreMessage & Request<R>> R answer(Q request) {
        return (R) (request instanceof Renew ? races.board(this) : races.store.answer(request));
    }

    @Override
    public void order(String delivery, Deliver orders, Runnable foundNobody) {
        tell(delivery, orders);
    }

    @Override
    public void tell(String delivery, DeliveryMessage message) {
        if (message instanceof Deliver deliver) {
            deliver.orders().forEach(races::ordered);
            toDelivery.send(() -> deliver.orders().forEach(order -> races.delivery.deliver(this, order)));
        }
    }

    @Override
    public void withdraw(String delivery, List<OrderName> orders, Reply<Withdrawn> reply) {
        boolean heard = !races.isWild() || random.nextInt(10) > 0;
        toDelivery.send(() -> races.delivery.withdraw(this, orders, heard, reply));
    }

    @Override
    public void askBegun(String delivery, List<Occurrence> occurrences, Reply<Begun> reply) {
        throw new AssertionError("nobody asks for standings here");
    }

    @Override
    public void forward(String to, List<AttemptResult> results) {
        toSuccessor.send(() -> races.of(to).owner.attempted(results));
    }

    @Override
    public void passOn(String to, List<Pending> pending) {}

    @Override
    public void announce(String self, List<Integer> shards) {}

    @Override
    public void freed() {}

    @Override
    public void handOver(String to, HandOver slice, boolean again, Reply<Done> reply) {
        // The last time it is told it is heard: one that is lost for good is a take-over, and another story.
        told = slice.equals(last) ? told + 1 : 1;
        last = slice;
        boolean sure = !races.isWild() || told == Telling.TIMES_MAX;
        boolean heard = sure || random.nextInt(4) > 0;
        boolean answered = heard && (sure || random.nextInt(4) > 0);
        if (heard) {
            toSuccessor.send(() -> {
                races.of(to).owner.handOver(slice);
                if (answered) {
                    time.in(random.nextInt(50, MICROS_MAX), () -> reply.answered(new Done()));
                }
            });
        }
        if (!answered) {
            races.toldAgain++;
            time.in(
                    Telling.TIMEOUT_MILLIS * 1_000,
                    () -> reply.failed(new BusFailure(FailureCode.UNAVAILABLE, "by chance")));
        }
    }

    private void every(long micros, Runnable action) {
        time.in(micros, () -> {
            action.run();
            every(micros, action);
        });
    }

    void setAlarm() {
        long millis = owner.nextWakeMillis();
        if (millis == Long.MAX_VALUE) {
            return;
        }
        long wake = time.nanoTime() + millis * 1_000_000;
        if (wake < wakeNanos || wakeNanos <= time.nanoTime()) {
            wakeNanos = wake;
            time.in(millis * 1_000, owner::turn);
        }
    }
}
