package carillon.handler;

import carillon.bus.Bus;
import carillon.message.HandlerMessage;
import carillon.message.Protocols;
import carillon.message.TimerMessage;
import carillon.task.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import org.jspecify.annotations.Nullable;

/** Registers handlers. */
public final class Handlers {

    private Handlers() {}

    /**
     * Registers a handler under a name. More than one may be registered under the same name, on any node; each attempt
     * goes to one of them in turn.
     *
     * <p>To be called on the context of a verticle: the handler is called on that context, and ends with it.
     *
     * @param vertx the instance that the verticle runs in
     * @param name the {@code action} of the tasks that it handles: 1 to 200 characters, and no {@code ://}, by which
     *     URLs are known
     * @return completes when attempts can arrive, here and in the cluster
     * @throws IllegalArgumentException if the name is empty, too long or a URL
     */
    public static Future<Registration> register(Vertx vertx, String name, RunHandler handler) {
        if (name.isBlank() || name.length() > Limits.ACTION_NAME_CHARS_MAX) {
            throw new IllegalArgumentException("the name of a handler must have 1 to " + Limits.ACTION_NAME_CHARS_MAX
                    + " characters, and '" + name + "' has " + name.strip().length());
        }
        if (name.contains("://")) {
            throw new IllegalArgumentException(
                    "the name of a handler has no '://', and '" + name + "' has: no task could name it");
        }
        Bus.install(vertx, Protocols.codec());
        Bus bus = new Bus(vertx);
        MessageConsumer<HandlerMessage> consumer = bus.serve(HandlerMessage.of(name), message -> switch (message) {
            case HandlerMessage.Call call -> attempt(handler, call);
        });
        return consumer.completion().map(registered -> {
            bus.publish(TimerMessage.ALL, new TimerMessage.HandlerUp(name));
            return new Registered(name, consumer);
        });
    }

    private static Future<HandlerMessage.Handled> attempt(RunHandler handler, HandlerMessage.Call call) {
        Run run = new Run(
                call.occurrence().id(), call.attempt(), call.occurrence().scheduledFor(), call.term(), call.payload());
        return outcome(handler, run)
                .transform((done, failure) ->
                        Future.succeededFuture(new HandlerMessage.Handled(failure == null ? null : reason(failure))));
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

    private record Registered(String name, MessageConsumer<?> consumer) implements Registration {
        @Override
        public Future<Void> unregister() {
            return consumer.unregister();
        }
    }
}
