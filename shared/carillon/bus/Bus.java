package carillon.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.internal.VertxInternal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sends and serves typed messages.
 *
 * <p>Handlers run on the context of the verticle that registers them.
 */
public final class Bus {

    private static final Logger LOG = System.getLogger(Bus.class.getName());

    private final Vertx vertx;

    /** A bus over the event bus of {@code vertx}, which must have been {@linkplain #install prepared}. */
    public Bus(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Prepares the event bus of a JVM before anything is sent. Where that was done already, nothing changes. */
    public static void install(Vertx vertx, WireCodec codec) {
        // By itself Vert.x deserializes Java's big numbers; without that, nothing of Java's serialization is left.
        vertx.eventBus().serializableChecker(name -> false).clusterSerializableChecker(name -> false);
        // The selector first: whoever finds the codec there may send at once.
        vertx.eventBus().codecSelector(body -> body instanceof Message ? WireCodec.NAME : null);
        try {
            vertx.eventBus().registerCodec(codec);
            if (vertx.isClustered()) {
                codec.prepare();
            }
        } catch (IllegalStateException alreadyThere) {
            LOG.log(Level.DEBUG, "The event bus was prepared before");
        }
    }

    /** Sends to one receiver without an answer; whether it arrives is not known. */
    public <P extends Message> void send(Address<P> to, P message) {
        vertx.eventBus().send(to.name(), message);
    }

    /**
     * Sends to one receiver without an answer, and tells what becomes of it on this side.
     *
     * @return done when it has left, in front of all that leaves for the same JVM after that; whether it arrives is not
     *     known. Else a {@link BusFailure}: with {@link FailureCode#ABSENT} it went nowhere
     */
    public <P extends Message> Future<Void> post(Address<P> to, P message) {
        return vertx.eventBus()
                .<P>sender(to.name())
                .write(message)
                .recover(failure -> Future.failedFuture(toBusFailure(to, failure)));
    }

    /** The name of this JVM among the members of its cluster; empty if it is in none. */
    public String member() {
        return vertx.isClustered() ? ((VertxInternal) vertx).clusterManager().getNodeId() : "";
    }

    /** How many JVMs share this bus; 1 if it is in no cluster. */
    public int members() {
        return vertx.isClustered()
                ? ((VertxInternal) vertx).clusterManager().getNodes().size()
                : 1;
    }

    /** Sends to every receiver in this JVM without an answer. */
    public <P extends Message> void publishHere(Address<P> to, P message) {
        vertx.eventBus().publish(to.name(), message, new DeliveryOptions().setLocalOnly(true));
    }

    /** Sends to every receiver without an answer. */
    public <P extends Message> void publish(Address<P> to, P message) {
        vertx.eventBus().publish(to.name(), message);
    }

    /**
     * Sends to one receiver and waits for its answer. A receiver in this JVM is asked first: one elsewhere is further
     * away, and may have died unnoticed.
     *
     * @param timeoutMillis after which the answer is given up
     * @return the answer, or a {@link BusFailure}
     */
    public <P extends Message, R extends Message, Q extends Request<R>> Future<R> request(
            Address<P> to, Q message, long timeoutMillis) {
        if (!to.protocol().isInstance(message)) {
            throw new IllegalArgumentException(message.getClass() + " is not spoken at " + to.name());
        }
        EventBus bus = vertx.eventBus();
        DeliveryOptions here = new DeliveryOptions().setLocalOnly(true).setSendTimeout(timeoutMillis);
        DeliveryOptions anywhere = new DeliveryOptions().setSendTimeout(timeoutMillis);
        return bus.<R>request(to.name(), message, here)
                .recover(failure ->
                        isForNobody(failure) ? bus.request(to.name(), message, anywhere) : Future.failedFuture(failure))
                .transform((answer, failure) ->
                        failure == null ? read(to, answer) : Future.failedFuture(toBusFailure(to, failure)));
    }

    /**
     * The same for a request that does the same when it is carried out twice: where no answer came for a while it is
     * sent once more, for a receiver may have died with it, and the first answer counts.
     *
     * @param againMillis after which it is sent once more
     */
    public <P extends Message, R extends Message, Q extends Request<R>> Future<R> requestTwice(
            Address<P> to, Q message, long againMillis, long timeoutMillis) {
        Future<R> first = request(to, message, timeoutMillis);
        Future<R> second = vertx.timer(againMillis, TimeUnit.MILLISECONDS)
                .compose(passed -> first.succeeded() ? first : request(to, message, timeoutMillis));
        return Future.any(first, second).transform((either, failure) -> first.succeeded() ? first : second);
    }

    private static <R extends Message> Future<R> read(Address<?> from, io.vertx.core.eventbus.Message<R> answer) {
        try {
            return Future.succeededFuture(answer.body());
        } catch (WireException unreadable) {
            return Future.failedFuture(new BusFailure(
                    FailureCode.REFUSED,
                    "the answer of " + from.name() + " cannot be read: " + unreadable.getMessage()));
        }
    }

    /**
     * Serves an address. A message that is a {@link Request} is answered with what the handler's future completes with;
     * every failure becomes an answer with its {@link FailureCode}.
     */
    public <P extends Message> MessageConsumer<P> serve(
            Address<P> at, Function<P, ? extends Future<? extends Message>> handler) {
        return consume(at, message -> {
            Future<? extends Message> answer;
            try {
                answer = handler.apply(bodyOf(at, message));
            } catch (RuntimeException e) {
                answer = Future.failedFuture(e);
            }
            answer.onComplete(body -> reply(at, message, body), failure -> fail(at, message, failure));
        });
    }

    /** Serves an address whose messages are not answered. */
    public <P extends Message> MessageConsumer<P> listen(Address<P> at, Consumer<P> handler) {
        return consume(at, message -> {
            try {
                handler.accept(bodyOf(at, message));
            } catch (RuntimeException e) {
                fail(at, message, e);
            }
        });
    }

    private <P extends Message> MessageConsumer<P> consume(
            Address<P> at, Consumer<io.vertx.core.eventbus.Message<P>> handler) {
        return vertx.eventBus().consumer(at.name(), handler::accept);
    }

    private static <P extends Message> P bodyOf(Address<P> at, io.vertx.core.eventbus.Message<P> message) {
        Object body = message.body();
        if (!at.protocol().isInstance(body)) {
            throw new BusFailure(FailureCode.REFUSED, "what was sent to " + at.name() + " is not spoken there");
        }
        return at.protocol().cast(body);
    }

    private static void reply(Address<?> at, io.vertx.core.eventbus.Message<?> message, Message answer) {
        if (message.replyAddress() == null) {
            return;
        }
        try {
            message.reply(answer);
        } catch (RuntimeException unwritten) {
            // Whoever asked must not wait for what cannot travel.
            fail(at, message, unwritten);
        }
    }

    private static void fail(Address<?> at, io.vertx.core.eventbus.Message<?> message, Throwable failure) {
        FailureCode code =
                switch (failure) {
                    case BusFailure known -> known.code();
                    case WireException wire -> FailureCode.REFUSED;
                    default -> FailureCode.INTERNAL;
                };
        // A refusal that its sender hears is for the sender to judge: it may be a client's mistake, made on purpose.
        boolean heard = failure instanceof BusFailure && message.replyAddress() != null;
        if (code == FailureCode.INTERNAL || code == FailureCode.REFUSED && !heard) {
            LOG.log(Level.ERROR, "A message to " + at.name() + " failed", failure);
        }
        if (message.replyAddress() != null) {
            message.fail(code.number(), String.valueOf(failure.getMessage()));
        }
    }

    private static boolean isForNobody(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
    }

    private static BusFailure toBusFailure(Address<?> to, Throwable failure) {
        if (failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE) {
            return new BusFailure(FailureCode.of(reply.failureCode()), String.valueOf(reply.getMessage()));
        }
        if (isForNobody(failure)) {
            return new BusFailure(FailureCode.ABSENT, "nobody serves " + to.name());
        }
        return new BusFailure(FailureCode.UNAVAILABLE, to.name() + " did not answer: " + failure.getMessage());
    }
}
