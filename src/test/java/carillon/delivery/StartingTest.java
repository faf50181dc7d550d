package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Rejected;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.Order;
import carillon.task.Priority;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether and where the first byte leaves: the resolver belongs to the test, so each attempt can be held before it. */
class StartingTest {

    private static final String HOST = "receiver.example";

    private final BlockingQueue<Promise<List<InetAddress>>> lookUps = new LinkedBlockingQueue<>();
    private DeliveryFixture fixture = fixture(new JsonObject().put("loopbackAllowed", true));
    private Receiver receiver = Receiver.answering(fixture.vertx, 200);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void no_byte_leaves_when_the_credit_ends_while_connecting() throws UnknownHostException {
        fixture.deliver(order("t"));
        Promise<List<InetAddress>> lookUp = lookUp();
        fixture.clock.advance(DeliveryFixture.CREDIT_NANOS);

        lookUp.complete(at("127.0.0.1"));

        assertEquals(new NotStarted("no credit"), fixture.verdict());
        assertOnlyTheNextArrives();
    }

    @Test
    void the_last_nanosecond_of_the_credit_is_enough() throws UnknownHostException {
        fixture.deliver(order("t"));
        Promise<List<InetAddress>> lookUp = lookUp();
        fixture.clock.advance(DeliveryFixture.CREDIT_NANOS - 1);

        lookUp.complete(at("127.0.0.1"));

        assertEquals(new Succeeded(), fixture.verdict());
    }

    @Test
    void no_byte_leaves_when_the_task_expires_while_connecting() throws UnknownHostException {
        fixture.credit(DeliveryFixture.OWNER, fixture.clock.nanoTime(), 2 * Dispatcher.WAIT_NANOS_MAX);
        fixture.deliver(order("t").withStartWithin(50));
        Promise<List<InetAddress>> lookUp = lookUp();
        fixture.clock.advance(50_000_000);

        lookUp.complete(at("127.0.0.1"));

        assertEquals(new NotStarted("expired"), fixture.verdict());
    }

    @Test
    void an_owner_without_credit_starts_nothing() throws UnknownHostException {
        fixture.deliverFor("carillon.timer.stranger", order("strange"));
        lookUp().complete(at("127.0.0.1"));

        assertOnlyTheNextArrives();
    }

    @Test
    void what_is_withdrawn_while_connecting_never_starts_and_has_no_result() throws UnknownHostException {
        fixture.deliver(order("t"));
        Promise<List<InetAddress>> lookUp = lookUp();

        assertEquals(List.of(), fixture.withdraw(order("t")));
        lookUp.complete(at("127.0.0.1"));

        assertOnlyTheNextArrives();
    }

    @Test
    void what_has_started_is_named_when_it_is_withdrawn_and_goes_on() throws UnknownHostException {
        Receiver silent = Receiver.silent(fixture.vertx);
        Order order = Orders.webhook("t", "http://" + HOST + ":" + silent.port());
        fixture.deliver(order);
        lookUp().complete(at("127.0.0.1"));
        Receiver.Arrival arrival = silent.next();

        assertEquals(List.of(order.occurrence()), fixture.withdraw(order));
        Receiver.reply(arrival.request(), 200, "");

        assertEquals(new Succeeded(), fixture.verdict());
    }

    @Test
    void an_order_sent_twice_is_attempted_once() throws UnknownHostException {
        fixture.deliver(order("t"), order("t"));
        fixture.deliver(order("t"));
        lookUp().complete(at("127.0.0.1"));

        assertEquals(new Succeeded(), fixture.verdict());
        assertEquals("t", receiver.next().header("carillon-task"));
        assertOnlyTheNextArrives();
    }

    @Test
    void a_newer_order_takes_the_place_of_one_that_has_not_started() throws UnknownHostException {
        fixture.deliver(order("t"));
        Promise<List<InetAddress>> first = lookUp();
        fixture.deliver(Orders.withTerm(order("t"), 4));
        Promise<List<InetAddress>> second = lookUp();
        assertEquals(new NotStarted("replaced by a newer order"), fixture.verdict());

        first.complete(at("127.0.0.1"));
        second.complete(at("127.0.0.1"));

        AttemptResult result = fixture.result();
        assertEquals(4, result.term());
        assertEquals(new Succeeded(), result.verdict());
        assertEquals("4", receiver.next().header("carillon-term"));
        assertEquals(1, receiver.requests());
    }

    @Test
    void the_address_that_was_checked_is_the_one_connected_to() throws UnknownHostException {
        fixture.deliver(order("t1"));
        lookUp().complete(at("127.0.0.1"));

        assertEquals(HOST + ":" + receiver.port(), receiver.next().header("host"));
        assertEquals(new Succeeded(), fixture.verdict());
        assertTrue(lookUps.isEmpty(), "a second look-up could give another answer");
        fixture.deliver(order("t2"));
        lookUp().complete(at("10.0.0.1"));
        assertInstanceOf(Rejected.class, fixture.verdict());
    }

    @Test
    void a_name_that_leads_into_a_private_network_is_refused_with_advice() throws UnknownHostException {
        fixture.close();
        fixture = fixture(new JsonObject());
        receiver = Receiver.answering(fixture.vertx, 200);
        fixture.deliver(order("t"));

        lookUp().complete(List.of(ip("1.1.1.1"), ip("127.0.0.1")));

        Rejected rejected = assertInstanceOf(Rejected.class, fixture.verdict());
        assertTrue(rejected.error().contains("127.0.0.1"), rejected.error());
        assertTrue(rejected.error().contains("delivery.allow"), rejected.error());
        assertEquals(0, receiver.connections());
    }

    @Test
    void the_next_address_is_tried_when_one_does_not_answer() throws UnknownHostException {
        fixture.deliver(order("t"));

        lookUp().complete(List.of(ip("127.0.0.9"), ip("127.0.0.1")));

        assertEquals(new Succeeded(), fixture.verdict());
    }

    @Test
    void an_unknown_host_is_a_failure() {
        fixture.deliver(order("t"));

        lookUp().fail(new UnknownHostException(HOST));

        assertEquals(new Failed("the host receiver.example is not known", null), fixture.verdict());
    }

    @Test
    void a_look_up_that_hangs_times_out() {
        fixture.deliver(Orders.withTimeout(order("t"), 50));

        assertEquals(
                new Failed("timed out after 50 ms while looking up the host receiver.example", null),
                fixture.verdict());
    }

    @Test
    void urgent_orders_overtake_and_one_busy_host_holds_up_only_itself() throws UnknownHostException {
        restartWith(new JsonObject().put("loopbackAllowed", true).put("connectionsPerHostMax", 2));
        Receiver silent = Receiver.silent(fixture.vertx);
        String slow = "http://" + HOST + ":" + silent.port();
        List<Order> orders = List.of(
                Orders.webhook("slow 1", slow),
                Orders.webhook("slow 2", slow),
                Orders.webhook("slow 3", slow),
                Orders.with(Orders.webhook("urgent", slow), Priority.URGENT));
        fixture.deliver(orders.toArray(Order[]::new));
        lookUp().complete(at("127.0.0.1"));
        lookUp().complete(at("127.0.0.1"));
        List<Receiver.Arrival> first = silent.next(2);
        assertEquals(Set.of("urgent", "slow 1"), tasksOf(first));

        fixture.deliver(order("other host"));
        lookUp().complete(at("127.0.0.1"));
        assertEquals("other host", fixture.result().occurrence().id());

        first.forEach(arrival -> Receiver.reply(arrival.request(), 200, ""));
        lookUp().complete(at("127.0.0.1"));
        lookUp().complete(at("127.0.0.1"));
        List<Receiver.Arrival> rest = silent.next(2);
        assertEquals(Set.of("slow 2", "slow 3"), tasksOf(rest));
        assertEquals(2, silent.underWayMax());
    }

    @Test
    void what_waits_for_its_host_is_withdrawn_and_what_exceeds_the_window_comes_back() throws UnknownHostException {
        restartWith(new JsonObject()
                .put("loopbackAllowed", true)
                .put("connectionsPerHostMax", 1)
                .put("windowMax", 2));
        fixture.deliver(order("held"), order("waits"), order("too many"));
        assertEquals(new NotStarted("busy"), fixture.verdict());
        Promise<List<InetAddress>> held = lookUp();

        assertEquals(List.of(), fixture.withdraw(order("waits")));
        held.complete(at("127.0.0.1"));

        assertEquals("held", fixture.result().occurrence().id());
        assertTrue(lookUps.isEmpty());
    }

    @Test
    void what_waits_comes_back_soon_after_its_owners_credit_is_over() {
        restartWith(new JsonObject().put("loopbackAllowed", true).put("connectionsPerHostMax", 1));
        fixture.deliver(order("held"), order("waits"));
        Promise<List<InetAddress>> held = lookUp();

        fixture.clock.advance(DeliveryFixture.CREDIT_NANOS);

        AttemptResult result = fixture.result();
        assertEquals("waits", result.occurrence().id());
        assertEquals(new NotStarted("no credit"), result.verdict());
        held.fail("over");
    }

    @Test
    void what_waits_too_long_for_its_host_comes_back() {
        restartWith(new JsonObject().put("loopbackAllowed", true).put("connectionsPerHostMax", 1));
        fixture.credit(DeliveryFixture.OWNER, fixture.clock.nanoTime(), 2 * Dispatcher.WAIT_NANOS_MAX);
        fixture.deliver(order("held"), order("waits"));
        Promise<List<InetAddress>> held = lookUp();

        fixture.clock.advance(Dispatcher.WAIT_NANOS_MAX);

        AttemptResult result = fixture.result();
        assertEquals("waits", result.occurrence().id());
        assertEquals(new NotStarted("no room"), result.verdict());
        held.fail("over");
    }

    @Test
    void stopping_sends_back_what_has_not_started_and_waits_for_the_rest() throws UnknownHostException {
        Receiver silent = Receiver.silent(fixture.vertx);
        fixture.deliver(Orders.webhook("started", "http://" + HOST + ":" + silent.port()));
        lookUp().complete(at("127.0.0.1"));
        Receiver.Arrival arrival = silent.next();
        fixture.deliver(order("connecting"));
        Promise<List<InetAddress>> connecting = lookUp();

        Future<Void> stopped = fixture.vertx.undeploy(fixture.deployment);
        Verdict late = refusedWhileStopping();
        connecting.complete(at("127.0.0.1"));

        assertEquals(new NotStarted(NotStarted.STOPPING), late);
        assertEquals(new NotStarted(NotStarted.STOPPING), fixture.verdict());
        assertFalse(stopped.isComplete(), "an attempt is still under way");
        Receiver.reply(arrival.request(), 200, "");
        Waiting.await(stopped);
        assertEquals(new Succeeded(), fixture.verdict());
        assertEquals(0, receiver.requests());
    }

    @Test
    void stopping_does_not_wait_for_ever() {
        restartWith(new JsonObject().put("loopbackAllowed", true).put("drainMillis", 10));
        fixture.deliver(order("t"));
        Promise<List<InetAddress>> held = lookUp();

        Waiting.await(fixture.vertx.undeploy(fixture.deployment));

        assertFalse(held.future().isComplete());
    }

    /** Orders until one is refused because of the stop, which happens on another thread. */
    private Verdict refusedWhileStopping() {
        for (int i = 0; ; i++) {
            fixture.deliver(Orders.webhook("late" + i, "ftp://no.example/"));
            if (fixture.verdict() instanceof NotStarted notStarted) {
                return notStarted;
            }
        }
    }

    private void assertOnlyTheNextArrives() throws UnknownHostException {
        int before = receiver.requests();
        fixture.credit(DeliveryFixture.OWNER, fixture.clock.nanoTime(), DeliveryFixture.CREDIT_NANOS);
        fixture.deliver(order("next"));
        lookUp().complete(at("127.0.0.1"));
        assertEquals("next", fixture.result().occurrence().id());
        assertEquals("next", receiver.next().header("carillon-task"));
        assertEquals(before + 1, receiver.requests());
    }

    private void restartWith(JsonObject deliveryConfig) {
        fixture.close();
        fixture = fixture(deliveryConfig);
        receiver = Receiver.answering(fixture.vertx, 200);
    }

    private DeliveryFixture fixture(JsonObject deliveryConfig) {
        return new DeliveryFixture(deliveryConfig, this::hold, new NetClientOptions());
    }

    private Future<List<InetAddress>> hold(String host) {
        assertEquals(HOST, host);
        // A promise of the verticle's context completes there, whoever completes it.
        Promise<List<InetAddress>> lookUp = ContextInternal.current().promise();
        lookUps.add(lookUp);
        return lookUp.future();
    }

    private Promise<List<InetAddress>> lookUp() {
        return Waiting.take(lookUps, "no host was looked up");
    }

    private Order order(String id) {
        return Orders.webhook(id, "http://" + HOST + ":" + receiver.port());
    }

    private static Set<String> tasksOf(List<Receiver.Arrival> arrivals) {
        return arrivals.stream().map(arrival -> arrival.header("carillon-task")).collect(Collectors.toSet());
    }

    private static List<InetAddress> at(String address) throws UnknownHostException {
        return List.of(ip(address));
    }

    private static InetAddress ip(String address) throws UnknownHostException {
        return InetAddress.getByName(address);
    }
}
