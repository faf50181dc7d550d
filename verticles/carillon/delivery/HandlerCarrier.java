package carillon.delivery;

import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NoHandler;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.Order;
import carillon.message.HandlerMessage;
import carillon.task.Action;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;

/**
 * Calls bus handlers.
 *
 * <p>The gate is asked before the bus takes a call. To a handler of this process it goes at once; to one of another it
 * may wait for a connection that is still being made, and is not taken back then.
 */
final class HandlerCarrier implements Carrier {

    private final Vertx vertx;

    HandlerCarrier(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Future<Verdict> carry(Order order, Gate gate) {
        if (!(order.action() instanceof Action.Handler handler)) {
            throw new IllegalArgumentException(order.action() + " is no handler");
        }
        NotStarted refusal = gate.refusal();
        if (refusal != null) {
            return Future.succeededFuture(refusal);
        }
        HandlerMessage.Call call =
                new HandlerMessage.Call(order.occurrence(), order.attempt(), order.term(), order.payload());
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(Math.max(1, order.timeoutMillis()));
        Future<Message<HandlerMessage.Handled>> asked =
                vertx.eventBus().request(HandlerMessage.of(handler.name()).name(), call, options);
        gate.left();
        return asked.transform((answer, failure) ->
                Future.succeededFuture(failure == null ? verdictOf(answer.body()) : verdictOf(order, failure)));
    }

    private static Verdict verdictOf(HandlerMessage.Handled handled) {
        String error = handled.error();
        return error == null ? new Succeeded() : new Failed(Excerpt.of(error), null);
    }

    private static Verdict verdictOf(Order order, Throwable failure) {
        if (failure instanceof ReplyException reply) {
            return switch (reply.failureType()) {
                case NO_HANDLERS -> new NoHandler();
                case TIMEOUT -> new Failed("timed out after " + order.timeoutMillis() + " ms", null);
                case RECIPIENT_FAILURE, ERROR -> new Failed(Excerpt.of(String.valueOf(reply.getMessage())), null);
            };
        }
        return new Failed(Excerpt.of(String.valueOf(failure)), null);
    }
}
