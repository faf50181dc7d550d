package carillon.delivery;

import carillon.bus.Bus;
import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.bus.Message;
import carillon.config.DeliveryConfig;
import carillon.message.DeliveryMessage;
import carillon.message.DeliveryMessage.AskBegun;
import carillon.message.DeliveryMessage.Credit;
import carillon.message.DeliveryMessage.Deliver;
import carillon.message.DeliveryMessage.Withdraw;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.StoreMessage;
import carillon.message.TimerMessage;
import carillon.message.TimerMessage.Present;
import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One delivery instance: its address, what is behind it, and its presence among the owners. */
final class Delivery {

    private static final long PRESENT_MILLIS = 1_000;
    private static final Future<Message> NO_ANSWER = Future.succeededFuture(new StoreMessage.Done());

    private static final Logger LOG = System.getLogger(Delivery.class.getName());

    private final String address;
    private final Vertx vertx;
    private final DeliveryConfig config;
    private final Clock clock;
    private final ToldTime time;
    private final Bus bus;
    private final DeliveryMetrics metrics = new DeliveryMetrics();
    private final Secrets secrets;
    private final Results results;
    private final Connections connections;
    private final Dispatcher dispatcher;
    private final MessageConsumer<DeliveryMessage> consumer;
    private final MessageConsumer<DeliveryMessage> presence;
    private long presentTimer;
    /** Null until it stops. */
    private @Nullable Goodbye goodbye;

    Delivery(Vertx vertx, DeliveryConfig config, DeliveryVerticle.Surroundings surroundings) {
        this.vertx = vertx;
        this.config = config;
        this.clock = surroundings.clock();
        this.time = new ToldTime(clock);
        this.bus = new Bus(vertx);
        this.address = DeliveryMessage.addressIn(bus.member(), UUID.randomUUID().toString());
        this.secrets = new Secrets(vertx, bus);
        this.connections = new Connections(vertx, clock, surroundings.sockets());
        Executor nextTurn = task -> vertx.runOnContext(turn -> task.run());
        this.results = new Results(clock, nextTurn, (owner, batch) -> bus.post(TimerMessage.of(owner), batch));
        Dispatcher.Carriers carriers = new Dispatcher.Carriers(webhooks(surroundings), new HandlerCarrier(vertx));
        this.dispatcher = new Dispatcher(
                clock,
                nextTurn,
                new OrderBook(config),
                carriers,
                results,
                (owner, start) -> bus.send(TimerMessage.of(owner), start),
                metrics);
        this.consumer = bus.serve(DeliveryMessage.of(address), this::take);
        this.presence = bus.serve(DeliveryMessage.ANY, this::take);
    }

    /** Completes when orders can arrive. */
    Future<?> open() {
        secrets.ask();
        return WarmUp.make(vertx, clock)
                .onFailure(cause -> LOG.log(Level.DEBUG, "No warm-up: the first webhook may take longer", cause))
                .transform(warm -> Future.all(consumer.completion(), presence.completion()))
                .onSuccess(reachable -> presentTimer = vertx.setPeriodic(0, PRESENT_MILLIS, timer -> tick()));
    }

    /**
     * Has owners order elsewhere, sends back what has not started, waits as long as it may for the rest and for orders
     * on their way, and hands in the last results.
     */
    Future<?> close() {
        Future<Void> told = sayGoodbye();
        Future<Void> drained = dispatcher.drain();
        Promise<Void> over = Promise.promise();
        long timer = vertx.setTimer(Math.max(1, config.drainMillis()), t -> {
            if (!drained.isComplete()) {
                LOG.log(
                        Level.WARNING,
                        "Attempts are still under way after {0} ms; they are left",
                        config.drainMillis());
            }
            over.tryComplete();
        });
        drained.compose(done -> told).onComplete(done -> over.tryComplete());
        return presence.unregister()
                .eventually(() -> over.future())
                .eventually(() -> {
                    vertx.cancelTimer(presentTimer);
                    return consumer.unregister();
                })
                .onComplete(v -> {
                    vertx.cancelTimer(timer);
                    connections.close();
                    results.flush();
                    metrics.close();
                });
    }

    private Future<? extends Message> take(DeliveryMessage message) {
        return switch (message) {
            case Deliver deliver -> {
                dispatcher.deliver(deliver);
                yield NO_ANSWER;
            }
            case Withdraw withdraw -> {
                Withdrawn answer = dispatcher.withdraw(withdraw);
                yield results.left(withdraw.owner()).transform(left -> Future.succeededFuture(answer));
            }
            case AskBegun ask -> Future.succeededFuture(dispatcher.begun(ask));
            case Credit credit -> {
                dispatcher.grant(credit);
                time.learn(credit);
                if (goodbye != null) {
                    goodbye.heard(credit);
                }
                yield NO_ANSWER;
            }
        };
    }

    private void tick() {
        dispatcher.sweep();
        connections.sweep();
        if (goodbye != null) {
            goodbye.awaitOnly(dispatcher.creditors());
        }
        bus.publish(TimerMessage.ALL, present());
    }

    private Present present() {
        int sharers = dispatcher.sharers();
        return new Present(address, config.node(), config.windowMax(), clock.nanoTime(), sharers, goodbye != null);
    }

    /** Completes when no order is on its way. It is said to each owner, for one that has stopped does not answer. */
    private Future<Void> sayGoodbye() {
        Set<String> owners = dispatcher.creditors();
        Goodbye said = new Goodbye(owners, clock.nanoTime());
        goodbye = said;
        tick();
        Present leaving = present();
        owners.forEach(owner -> bus.post(TimerMessage.of(owner), leaving).onFailure(failure -> {
            if (failure instanceof BusFailure known && known.code() == FailureCode.ABSENT) {
                said.forget(owner);
            }
        }));
        return said.answered();
    }

    private Carrier webhooks(DeliveryVerticle.Surroundings surroundings) {
        WebhookCarrier.Tools tools = new WebhookCarrier.Tools(
                vertx,
                connections,
                surroundings.resolver().apply(vertx),
                new AddressGuard(config.loopbackAllowed(), config.allow()),
                time,
                new SplittableRandom());
        return new WebhookCarrier(tools, secrets);
    }
}
