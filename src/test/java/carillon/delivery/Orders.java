package carillon.delivery;

import carillon.message.DeliveryMessage.Order;
import carillon.message.Occurrence;
import carillon.task.Action;
import carillon.task.Payload;
import carillon.task.Priority;
import java.util.Map;

/** Makes orders. */
final class Orders {

    static final long SCHEDULED_FOR = 1_732_156_800_000L;

    private Orders() {}

    static Order webhook(String id, String url) {
        return of(id, new Action.Webhook(url, "POST", Map.of()));
    }

    static Order call(String id, String handler) {
        return of(id, new Action.Handler(handler));
    }

    static Order of(String id, Action action) {
        return new Order(
                new Occurrence(id, SCHEDULED_FOR),
                7,
                3,
                1,
                SCHEDULED_FOR,
                action,
                Payload.of("{\"n\":1}"),
                30_000,
                Priority.NORMAL);
    }

    static Order with(Order order, Priority priority) {
        return copy(order, order.term(), order.attempt(), order.timeoutMillis(), priority, order.payload());
    }

    static Order due(Order order, long due) {
        return new Order(
                order.occurrence(),
                order.shard(),
                order.term(),
                order.attempt(),
                due,
                order.action(),
                order.payload(),
                order.timeoutMillis(),
                order.priority());
    }

    static Order withTerm(Order order, long term) {
        return copy(order, term, order.attempt(), order.timeoutMillis(), order.priority(), order.payload());
    }

    static Order withAttempt(Order order, int attempt) {
        return copy(order, order.term(), attempt, order.timeoutMillis(), order.priority(), order.payload());
    }

    static Order withTimeout(Order order, long timeoutMillis) {
        return copy(order, order.term(), order.attempt(), timeoutMillis, order.priority(), order.payload());
    }

    static Order withPayload(Order order, Payload payload) {
        return copy(order, order.term(), order.attempt(), order.timeoutMillis(), order.priority(), payload);
    }

    private static Order copy(
            Order order, long term, int attempt, long timeoutMillis, Priority priority, Payload payload) {
        return new Order(
                order.occurrence(),
                order.shard(),
                term,
                attempt,
                order.due(),
                order.action(),
                payload,
                timeoutMillis,
                priority);
    }
}
