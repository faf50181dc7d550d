package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.config.DeliveryConfig;
import carillon.message.DeliveryMessage.Order;
import carillon.task.Priority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderBookTest {

    private static final String A = "http://a.example/";
    private static final String B = "http://b.example/";

    private static final List<Priority> PRIORITIES = List.of(Priority.URGENT, Priority.NORMAL, Priority.BACKGROUND);

    private final OrderBook book = book(10, 4, 2);

    @Test
    void urgent_orders_go_first_and_those_due_at_one_instant_in_order_of_arrival() {
        add(Orders.with(Orders.call("background", "h"), Priority.BACKGROUND));
        add(Orders.call("normal", "h"));
        add(Orders.with(Orders.call("urgent 1", "h"), Priority.URGENT));
        add(Orders.with(Orders.call("urgent 2", "h"), Priority.URGENT));

        assertEquals(List.of("urgent 1", "urgent 2"), idsOf(next(2)));
    }

    @Test
    void an_old_order_goes_before_younger_ones_that_were_here_before_it() {
        add(Orders.due(Orders.call("young", "h"), 2_000));
        add(Orders.due(Orders.call("old", "h"), 1_000));

        assertEquals(List.of("old", "young"), idsOf(next(2)));
    }

    @Test
    void a_busy_host_holds_up_only_itself() {
        List.of("a1", "a2", "a3").forEach(id -> add(Orders.webhook(id, A)));
        add(Orders.webhook("b1", B));

        List<Attempt> begun = next(4);

        assertEquals(List.of("a1", "b1", "a2"), idsOf(begun), "a3 waits for room at its host");
        book.end(begun.getFirst());
        assertEquals(List.of("a3"), idsOf(next(1)));
    }

    @Test
    void no_more_attempts_are_under_way_than_allowed() {
        for (int i = 0; i < 6; i++) {
            add(Orders.call("t" + i, "handler" + i));
        }

        List<Attempt> begun = next(6);

        assertEquals(4, begun.size());
        assertTrue(book.isFull());
        book.end(begun.getFirst());
        assertEquals(1, next(6).size());
    }

    @Test
    void what_exceeds_the_window_is_refused() {
        for (int i = 0; i < 10; i++) {
            add(Orders.call("t" + i, "h"));
        }

        assertEquals(new OrderBook.Refused("busy"), book.add(attempt(Orders.call("more", "h"))));
    }

    @Test
    void an_order_that_is_here_already_is_ignored() {
        Order order = Orders.call("t", "h");
        add(order);

        assertInstanceOf(OrderBook.Repeated.class, book.add(attempt(order)));
        assertInstanceOf(OrderBook.Repeated.class, book.add(attempt(Orders.withTerm(order, 2))));
        Attempt begun = next(1).getFirst();
        begun.start(0);
        assertInstanceOf(OrderBook.Repeated.class, book.add(attempt(order)));
    }

    @Test
    void a_newer_term_or_attempt_takes_the_place_of_one_that_has_not_started() {
        Order order = Orders.call("t", "h");
        Attempt first = attempt(order);
        Attempt second = attempt(Orders.withAttempt(order, 2));
        Attempt third = attempt(Orders.withTerm(order, 4));
        book.add(first);

        assertEquals(new OrderBook.Taken(first), book.add(second));
        assertSame(second, book.next(0));
        assertEquals(new OrderBook.Taken(second), book.add(third));

        assertTrue(second.isWithdrawn());
        assertSame(third, book.next(0));
        book.end(second);
        book.end(third);
        assertEquals(0, book.running());
    }

    @Test
    void a_newer_order_is_sent_back_while_an_older_attempt_is_running() {
        Order order = Orders.call("t", "h");
        add(order);
        next(1).getFirst().start(0);

        assertInstanceOf(OrderBook.Refused.class, book.add(attempt(Orders.withTerm(order, 4))));
    }

    @Test
    void withdrawing_takes_out_what_waits_or_connects_and_names_what_has_started() {
        List.of("waits", "connects", "started").reversed().forEach(id -> add(Orders.webhook(id, A)));
        List<Attempt> begun = next(2);
        begun.getFirst().start(0);

        assertTrue(book.withdraw(begun.get(0).order().name()));
        assertFalse(book.withdraw(begun.get(1).order().name()));
        assertFalse(book.withdraw(Orders.webhook("waits", A).name()));
        assertFalse(book.withdraw(Orders.webhook("unknown", A).name()));

        assertTrue(begun.get(1).isWithdrawn());
        assertEquals(0, book.waiting());
        assertNull(book.next(0), "a connection that is being opened still takes up room");
    }

    @Test
    void a_late_withdrawal_leaves_the_order_of_a_newer_owner_or_attempt_where_it_is() {
        Order order = Orders.call("t", "h");
        for (Order newer : List.of(Orders.withTerm(order, order.term() + 1), Orders.withAttempt(order, 2))) {
            add(newer);

            assertFalse(book.withdraw(order.name()));

            Attempt begun = next(1).getFirst();
            assertEquals(newer, begun.order());
            begun.start(0);
            assertFalse(book.withdraw(order.name()), "it is not the one that started");
            book.end(begun);
        }
    }

    @Test
    void counts_and_caps_hold_over_random_histories() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        OrderBook model = book(50, 12, 3);
        List<Attempt> running = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            int dice = random.nextInt(10);
            if (dice < 5) {
                Order order = Orders.webhook("t" + random.nextInt(80), "http://h" + random.nextInt(8) + "/");
                model.add(attempt(Orders.with(order, PRIORITIES.get(random.nextInt(3)))));
            } else if (dice < 7) {
                Attempt next = model.next(step);
                if (next != null) {
                    running.add(next);
                    assertEquals(Attempt.Stage.CALLED, next.stage(), "seed " + seed);
                }
            } else if (dice < 9 && !running.isEmpty()) {
                model.end(running.remove(random.nextInt(running.size())));
            } else {
                model.withdraw(Orders.webhook("t" + random.nextInt(80), A).name());
            }
            assertEquals(running.size(), model.running(), "seed " + seed);
            assertTrue(running.size() <= 12, "seed " + seed);
            assertTrue(model.waiting() + running.size() <= 50, "seed " + seed);
            Map<Target, Integer> perHost = new HashMap<>();
            running.forEach(attempt -> perHost.merge(attempt.target(), 1, Integer::sum));
            assertTrue(perHost.values().stream().allMatch(count -> count <= 3), "seed " + seed);
        }
        drain(model, running);
        assertEquals(0, model.running() + model.waiting(), "seed " + seed);
    }

    private static void drain(OrderBook book, List<Attempt> running) {
        running.forEach(book::end);
        for (Attempt next = book.next(0); next != null; next = book.next(0)) {
            book.end(next);
        }
    }

    private static OrderBook book(int windowMax, int attemptsMax, int perTargetMax) {
        return new OrderBook(
                new DeliveryConfig("node", windowMax, attemptsMax, perTargetMax, attemptsMax, 0, false, List.of()));
    }

    private void add(Order order) {
        assertEquals(new OrderBook.Taken(null), book.add(attempt(order)));
    }

    private List<Attempt> next(int count) {
        List<Attempt> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Attempt attempt = book.next(0);
            if (attempt != null) {
                next.add(attempt);
            }
        }
        return next;
    }

    private static Attempt attempt(Order order) {
        return new Attempt("owner", order, Target.of(order.action()), 0);
    }

    private static List<String> idsOf(List<Attempt> attempts) {
        return attempts.stream().map(attempt -> attempt.occurrence().id()).toList();
    }
}
