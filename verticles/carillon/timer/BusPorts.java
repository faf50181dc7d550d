package carillon.timer;

import carillon.bus.Address;
import carillon.bus.Bus;
import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.message.AttemptResult;
import carillon.message.DeliveryMessage;
import carillon.message.DeliveryMessage.AskBegun;
import carillon.message.DeliveryMessage.Begun;
import carillon.message.DeliveryMessage.Deliver;
import carillon.message.DeliveryMessage.OrderName;
import carillon.message.DeliveryMessage.Withdraw;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.Moved;
import carillon.message.StoreMessage.Renew;
import carillon.message.TimerMessage;
import carillon.message.TimerMessage.Arm;
import carillon.message.TimerMessage.Forward;
import carillon.message.TimerMessage.Freed;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.HandOverAgain;
import io.vertx.core.Future;
import java.util.List;

/** The ports of an owner, over the bus. After an answer the alarm is set, because an answer may bring work. */
final class BusPorts implements Ports {

    private static final long ASK_TIMEOUT_MILLIS = 10_000;
    private static final long WITHDRAW_TIMEOUT_MILLIS = 2_000;
    /** Whoever reads a task waits for it. */
    private static final long BEGUN_TIMEOUT_MILLIS = 100;

    private final String self;
    private final Bus bus;
    private final StoreRequests requests;
    private Runnable afterAnswer = () -> {};

    /** Those of an owner by its address. */
    BusPorts(String self, Bus bus, StoreRequests requests) {
        this.self = self;
        this.bus = bus;
        this.requests = requests;
    }

    void afterAnswer(Runnable action) {
        afterAnswer = action;
    }

    @Override
    public <R extends Message, Q extends StoreMessage & Request<R>> void ask(Q request, Reply<R> reply) {
        String kind = request.getClass().getSimpleName();
        Future<R> answered = request instanceof Renew renew
                // An answer after the lease is of no use, and one that is lost must not cost the lease.
                ? bus.requestTwice(StoreMessage.ADDRESS, request, renew.ttlMillis() / 3, renew.ttlMillis())
                : bus.request(StoreMessage.ADDRESS, request, ASK_TIMEOUT_MILLIS);
        answer(answered.onComplete(done -> requests.succeeded(kind), failure -> requests.failed(kind, failure)), reply);
    }

    @Override
    public void tell(String delivery, DeliveryMessage message) {
        bus.send(DeliveryMessage.of(delivery), message);
    }

    @Override
    public void order(String delivery, Deliver orders, Runnable foundNobody) {
        bus.post(DeliveryMessage.of(delivery), orders).onFailure(failure -> {
            // By any other failure they may have arrived.
            if (failure instanceof BusFailure known && known.code() == FailureCode.ABSENT) {
                foundNobody.run();
                afterAnswer.run();
            }
        });
    }

    @Override
    public void withdraw(String delivery, List<OrderName> orders, Reply<Withdrawn> reply) {
        answer(bus.request(DeliveryMessage.of(delivery), new Withdraw(orders, self), WITHDRAW_TIMEOUT_MILLIS), reply);
    }

    @Override
    public void askBegun(String delivery, List<Occurrence> occurrences, Reply<Begun> reply) {
        answer(bus.request(DeliveryMessage.of(delivery), new AskBegun(occurrences), BEGUN_TIMEOUT_MILLIS), reply);
    }

    @Override
    public void forward(String owner, List<AttemptResult> results) {
        bus.send(TimerMessage.of(owner), new Forward(results));
    }

    @Override
    public void handOver(String owner, HandOver slice, boolean again, Reply<Done> reply) {
        Address<TimerMessage> to = TimerMessage.of(owner);
        answer(
                again
                        ? bus.request(to, new HandOverAgain(slice), Telling.TIMEOUT_MILLIS)
                        : bus.request(to, slice, Telling.TIMEOUT_MILLIS),
                reply);
    }

    @Override
    public void passOn(String owner, List<Pending> pending) {
        bus.send(TimerMessage.of(owner), new Arm(pending, null));
    }

    @Override
    public void announce(String self, List<Integer> shards) {
        bus.publish(StoreMessage.ADDRESS, new Moved(self, shards));
    }

    @Override
    public void freed() {
        bus.publish(TimerMessage.ALL, new Freed());
    }

    private <R> void answer(Future<R> future, Reply<R> reply) {
        future.onComplete(
                answer -> {
                    reply.answered(answer);
                    afterAnswer.run();
                },
                failure -> {
                    reply.failed(
                            failure instanceof BusFailure known
                                    ? known
                                    : new BusFailure(FailureCode.INTERNAL, String.valueOf(failure.getMessage())));
                    afterAnswer.run();
                });
    }
}
