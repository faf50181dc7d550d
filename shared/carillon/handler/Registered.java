package carillon.handler;

import carillon.bus.Bus;
import carillon.message.HandlerMessage;
import carillon.message.HandlerMessage.Call;
import carillon.message.HandlerMessage.Handled;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One registered handler, and the calls of it that are under way. */
final class Registered implements Registration, Shareable {

    /** Of each JVM, those that are registered in it. */
    private static final String ALL = "carillon.handlers";

    private final Vertx vertx;
    private final String name;
    private final MessageConsumer<HandlerMessage> consumer;
    private final AtomicInteger calls = new AtomicInteger();
    private final Promise<Void> quiet = Promise.promise();
    private volatile boolean leaving;

    Registered(Vertx vertx, String name, RunHandler handler) {
        this.vertx = vertx;
        this.name = name;
        consumer = new Bus(vertx).serve(HandlerMessage.of(name), message -> switch (message) {
            case Call call -> attempt(handler, call);
        });
        Map<Registered, Boolean> all = all(vertx);
        all.put(this, true);
        // Also when its verticle is undeployed, and nobody called unregister.
        consumer.endHandler(ended -> all.remove(this));
    }

    /** Those of a JVM. */
    static List<Registered> of(Vertx vertx) {
        return List.copyOf(all(vertx).keySet());
    }

    @Override
    public String name() {
        return name;
    }

    /** Completes when calls can arrive. */
    Future<Void> completion() {
        return consumer.completion();
    }

    @Override
    public Future<Void> unregister() {
        return consumer.unregister();
    }

    /** Ends it; completes when no call is under way any more. */
    Future<Void> leave() {
        return unregister().eventually(() -> {
            leaving = true;
            if (calls.get() == 0) {
                quiet.tryComplete();
            }
            return quiet.future();
        });
    }

    private Future<Handled> attempt(RunHandler handler, Call call) {
        Run run = new Run(
                call.occurrence().id(), call.attempt(), call.occurrence().scheduledFor(), call.term(), call.payload());
        calls.incrementAndGet();
        // The turn after: by then the answer has left.
        return outcome(handler, run)
                .transform((done, failure) ->
                        Future.succeededFuture(new Handled(failure == null ? null : reason(failure))))
                .onComplete(answered -> vertx.runOnContext(turn -> ended()));
    }

    private void ended() {
        if (calls.decrementAndGet() == 0 && leaving) {
            quiet.tryComplete();
        }
    }

    private static Future<?> outcome(RunHandler handler, Run run) {
        try {
            @Nullable Future<?> outcome = handler.handle(run);
            return outcome == null ? Future.failedFuture("the handler returned no future") : outcome;
        } catch (Exception | LinkageError | AssertionError e) {
            // A class missing from a user's jar is as much a failed attempt as an exception is.
            return Future.failedFuture(e);
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getName() : message;
    }

    private static LocalMap<Registered, Boolean> all(Vertx vertx) {
        return vertx.sharedData().getLocalMap(ALL);
    }
}
