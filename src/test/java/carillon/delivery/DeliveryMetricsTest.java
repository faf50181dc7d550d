package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import carillon.config.DeliveryConfig;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.DeliveryMessage.Order;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DeliveryMetrics metrics = new DeliveryMetrics();

    @BeforeEach
    void listen() {
        Metrics.addRegistry(registry);
    }

    @AfterEach
    void leave() {
        metrics.close();
        Metrics.removeRegistry(registry);
    }

    @Test
    void attempts_are_counted_by_target_and_outcome() {
        metrics.count(Target.Kind.WEBHOOK, new Succeeded());
        metrics.count(Target.Kind.WEBHOOK, new Failed("no", null));
        metrics.count(Target.Kind.WEBHOOK, new Failed("no", null));
        metrics.count(Target.Kind.HANDLER, new Failed("no", null));

        assertEquals(1, attempts("webhook", "succeeded"));
        assertEquals(2, attempts("webhook", "failed"));
        assertEquals(1, attempts("handler", "failed"));
    }

    @Test
    void the_gauges_show_what_is_under_way_and_what_waits_for_what() {
        OrderBook book = new OrderBook(new DeliveryConfig("node", 10, 2, 1, 10, 0, false, List.of()));
        List.of("a", "b").forEach(id -> book.add(attempt(Orders.webhook(id, "http://a.example/"))));
        assertNotNull(book.next(0));
        metrics.show(book);
        assertEquals(1, gauge("carillon.attempts.in.flight"));
        assertEquals(1, gauge("carillon.orders.waiting", "reason", "target"));

        book.add(attempt(Orders.call("c", "h")));
        assertNotNull(book.next(0));
        metrics.show(book);
        assertEquals(2, gauge("carillon.attempts.in.flight"));
        assertEquals(0, gauge("carillon.orders.waiting", "reason", "target"));
        assertEquals(1, gauge("carillon.orders.waiting", "reason", "attemptsMax"));

        metrics.close();
        assertEquals(0, gauge("carillon.attempts.in.flight"));
    }

    private double attempts(String target, String outcome) {
        return registry.get("carillon.attempts")
                .tags("target", target, "outcome", outcome)
                .counter()
                .count();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private static Attempt attempt(Order order) {
        return new Attempt("o", order, Target.of(order.action()), 0);
    }
}
