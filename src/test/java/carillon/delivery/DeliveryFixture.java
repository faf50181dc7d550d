package carillon.delivery;

import carillon.bus.Address;
import carillon.bus.Bus;
import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Verdict;
import carillon.message.Constants;
import carillon.message.DeliveryMessage;
import carillon.message.DeliveryMessage.Order;
import carillon.message.DeliveryMessage.OrderName;
import carillon.message.Occurrence;
import carillon.message.Protocols;
import carillon.message.StoreMessage;
import carillon.message.TimerMessage;
import io.netty.util.NetUtil;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A delivery verticle with an owner that credits it, and one who tells it the webhook secrets. */
final class DeliveryFixture implements AutoCloseable {

    static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String NEXT_SECRET = "c2Vjb25kIHNlY3JldCBvZiB0aGUgcm90YXRpb24h";
    static final String OWNER = "carillon.timer.test";
    static final long CREDIT_NANOS = 1_000;

    final Vertx vertx = Vertx.vertx();
    final TestClock clock = new TestClock();
    final Bus bus = new Bus(vertx);
    final BlockingQueue<AttemptResult> results = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> batchSizes = new LinkedBlockingQueue<>();
    final BlockingQueue<String> handlersUp = new LinkedBlockingQueue<>();
    final BlockingQueue<TimerMessage.Present> goodbyes = new LinkedBlockingQueue<>();
    /** Messages to the owner, while they are held up on their way. */
    final BlockingQueue<DeliveryContext<?>> heldUp = new LinkedBlockingQueue<>();

    volatile boolean answersGoodbyes = true;
    final String deployment;
    final String delivery;

    /** Resolves with what {@code resolver} says, and connects by {@code sockets}. */
    DeliveryFixture(JsonObject deliveryConfig, HostResolver resolver, NetClientOptions sockets) {
        Bus.install(vertx, Protocols.codec());
        BlockingQueue<TimerMessage.Present> present = new LinkedBlockingQueue<>();
        CountDownLatch secretsTold = new CountDownLatch(1);
        bus.listen(TimerMessage.ALL, message -> note(message, present));
        bus.listen(TimerMessage.of(OWNER), this::keep);
        bus.serve(StoreMessage.ADDRESS, message -> tellSecrets(secretsTold));
        DeliveryVerticle verticle =
                new DeliveryVerticle(new DeliveryVerticle.Surroundings(clock, v -> resolver, sockets));
        JsonObject config = new JsonObject().put("node", "here").put("delivery", deliveryConfig);
        deployment = Waiting.await(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config)));
        TimerMessage.Present seen = Waiting.take(present, "the delivery did not show itself");
        delivery = seen.delivery();
        awaitSecrets(secretsTold);
        credit(OWNER, seen.sentNanos(), CREDIT_NANOS);
    }

    DeliveryFixture(JsonObject deliveryConfig) {
        this(deliveryConfig, DeliveryFixture::literal, new NetClientOptions());
    }

    /** With the defaults, and webhooks to this machine allowed. */
    static DeliveryFixture local() {
        return new DeliveryFixture(new JsonObject().put("loopbackAllowed", true));
    }

    void credit(String owner, long sentNanos, long remainingNanos) {
        bus.send(address(), new DeliveryMessage.Credit(owner, sentNanos, remainingNanos, 0));
    }

    /** Gives a credit, with what the database's clock shows at this moment, and waits until it was taken in. */
    void tellTime(long remainingNanos, long databaseMillis) {
        bus.send(address(), new DeliveryMessage.Credit(OWNER, clock.nanoTime(), remainingNanos, databaseMillis));
        begun();
    }

    /** As owners do, which say by that that no order of theirs is on its way any more. */
    void answerGoodbye(TimerMessage.Present leaving) {
        bus.send(
                DeliveryMessage.of(leaving.delivery()),
                new DeliveryMessage.Credit(OWNER, leaving.sentNanos(), CREDIT_NANOS, 0));
    }

    void deliver(Order... orders) {
        deliverFor(OWNER, orders);
    }

    void deliverFor(String owner, Order... orders) {
        bus.send(address(), new DeliveryMessage.Deliver(owner, List.of(orders)));
    }

    /** Takes orders back; says which had started. */
    List<Occurrence> withdraw(Order... orders) {
        List<OrderName> names = List.of(orders).stream().map(Order::name).toList();
        Future<DeliveryMessage.Withdrawn> answer =
                bus.request(address(), new DeliveryMessage.Withdraw(names, OWNER), 20_000);
        return Waiting.await(answer).started();
    }

    /** Says which attempts are being made, and since when. */
    List<DeliveryMessage.Beginning> begun(Order... orders) {
        List<Occurrence> occurrences =
                List.of(orders).stream().map(Order::occurrence).toList();
        Future<DeliveryMessage.Begun> answer =
                bus.request(address(), new DeliveryMessage.AskBegun(occurrences), 20_000);
        return Waiting.await(answer).beginnings();
    }

    /** From now on what is sent to the owner stays on its way, as if its place in a cluster had to be looked up. */
    void holdUp() {
        vertx.eventBus().addOutboundInterceptor(message -> {
            if (message.message().address().equals(OWNER)) {
                heldUp.add(message);
            } else {
                message.next();
            }
        });
    }

    Future<DeliveryMessage.Withdrawn> withdrawing(Order order) {
        return bus.request(address(), new DeliveryMessage.Withdraw(List.of(order.name()), OWNER), 20_000);
    }

    AttemptResult result() {
        return Waiting.take(results, "no result arrived");
    }

    Verdict verdict() {
        return result().verdict();
    }

    /** Delivers one order and waits for its result. */
    Verdict verdictOf(Order order) {
        deliver(order);
        return verdict();
    }

    @Override
    public void close() {
        Waiting.await(vertx.close());
    }

    private Address<DeliveryMessage> address() {
        return DeliveryMessage.of(delivery);
    }

    private void note(TimerMessage message, BlockingQueue<TimerMessage.Present> present) {
        if (message instanceof TimerMessage.Present seen) {
            present.add(seen);
            if (seen.leaving()) {
                goodbyes.add(seen);
                if (answersGoodbyes) {
                    answerGoodbye(seen);
                }
            }
        } else if (message instanceof TimerMessage.HandlerUp up) {
            handlersUp.add(up.name());
        }
    }

    private void keep(TimerMessage message) {
        if (message instanceof TimerMessage.Attempted attempted) {
            batchSizes.add(attempted.results().size());
            results.addAll(attempted.results());
        }
    }

    private Future<Constants> tellSecrets(CountDownLatch told) {
        // The latch opens in a later turn than that of the answer.
        vertx.runOnContext(later -> told.countDown());
        return Future.succeededFuture(new Constants(64, List.of(NEXT_SECRET, SECRET), null));
    }

    private static void awaitSecrets(CountDownLatch told) {
        try {
            if (!told.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody asked for the secrets");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Future<List<InetAddress>> literal(String host) {
        return Future.succeededFuture(List.of(NetUtil.createInetAddressFromIpAddressString(host)));
    }
}
