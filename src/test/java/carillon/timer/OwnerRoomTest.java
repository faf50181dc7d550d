package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DeliveryMessage.Order;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Limits;
import carillon.task.Payload;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an owner has in memory is bounded by its bytes of payload, too. */
class OwnerRoomTest {

    private static final Payload LARGEST = Payload.of(new byte[Limits.PAYLOAD_BYTES_MAX]);

    /** Memory is full with so many of the largest payloads, which is four pages. */
    private static final int FULL = 128;

    private final ManualWorld world = ManualWorld.owning(10_000, (long) FULL * Limits.PAYLOAD_BYTES_MAX);

    @Test
    void payloads_beyond_their_bound_stay_in_the_database_and_are_read_when_there_is_room() {
        List<Pending> tasks = large(2 * FULL, 100);
        world.owner.arm(tasks, null);
        assertEquals(FULL, world.owner.entries());

        world.passAndTurn(100);
        assertFalse(world.isAsked(ReadDue.class), "there is no room for a page");
        finishAll();
        ReadDue read = world.request(ReadDue.class);
        assertEquals(0, world.owner.payloadBytes());
        assertTrue(read.cursors().getFirst().due() <= tasks.get(FULL).due());
        world.answer(ReadDue.class, DuePages.of(tasks.subList(FULL, FULL + 32), List.of()));
        assertEquals(32, world.owner.entries());
    }

    @Test
    void a_page_is_asked_for_only_where_its_largest_payloads_would_fit() {
        world.passAndTurn(29_500);
        world.renew(1);
        world.owner.arm(large(FULL - 31, 1_000), null);
        assertEquals(FULL - 31, world.owner.entries());
        world.owner.turn();
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(900, 900, List.of()), null));
        assertFalse(world.isAsked(ReadDue.class), "31 places are left, and a page may bring 32");

        world.owner.apply(new TaskChange.Cancel("large0"), 0, Reply.ignored());
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        world.owner.turn();
        assertTrue(world.isAsked(ReadDue.class));
    }

    @Test
    void the_next_page_leaves_room_for_the_payloads_of_the_one_that_is_taken_in() {
        List<Pending> tasks = large(FULL, 1_000);
        world.owner.arm(tasks.subList(0, FULL - 64), null);
        world.passAndTurn(29_500);
        world.renew(1);
        world.owner.turn();
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(900, 900, List.of()), null));
        world.answer(ReadDue.class, DuePages.of(tasks.subList(FULL - 64, FULL - 31), List.of()));
        assertFalse(world.isAsked(ReadDue.class), "31 places are left, and a page may bring 32");
    }

    @Test
    void the_last_places_are_kept_for_what_is_due_soon() {
        world.owner.arm(large(FULL, 10_000), null);
        assertEquals(FULL / 2, world.owner.entries());
        assertFalse(world.isAsked(ReadDue.class), "what is due later is read when it is due soon");

        world.owner.arm(List.of(withPayload("soon", 1_000, 100)), null);
        world.passAndTurn(1_000);
        assertEquals("soon", world.onlyOrder().occurrence().id());

        world.pass(8_500);
        world.renew(1);
        world.owner.turn();
        while (world.isAsked(ReadNew.class)) {
            world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(900, 900, List.of()), null));
        }
        assertTrue(world.isAsked(ReadDue.class));
    }

    @Test
    void bytes_are_those_of_what_is_in_memory_whatever_became_of_it() {
        Pending retried = withPayload("retried", 0, 100);
        Pending cancelled = withPayload("cancelled", 1_000, 20);
        Pending replaced = withPayload("replaced", 2_000, 3);
        world.owner.arm(List.of(retried, cancelled, replaced), null);
        assertEquals(123, world.owner.payloadBytes());

        world.result(world.onlyOrder(), new Failed("no", null));
        world.settle(true);
        assertEquals(123, world.owner.payloadBytes(), "it is armed again");

        world.owner.apply(new TaskChange.Cancel("cancelled"), 0, Reply.ignored());
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        assertEquals(103, world.owner.payloadBytes());

        Pending other = withPayload("replaced", 2_000, 4_000);
        world.owner.apply(
                new TaskChange.Put(new NewTask("replaced", true, other.definition()), null), 0, Reply.ignored());
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of(other)));
        assertEquals(4_100, world.owner.payloadBytes());

        world.orders.clear();
        world.pass(10_000);
        world.renew(1);
        finishAll();
        assertEquals(0, world.owner.payloadBytes());
        assertEquals(0, world.owner.entries());
    }

    /** Lets everything that is due succeed, as much at a time as the delivery takes. */
    private void finishAll() {
        world.owner.turn();
        while (!world.orders.isEmpty() || world.isAsked(Settle.class)) {
            List<Order> batch = List.copyOf(world.orders);
            world.orders.clear();
            batch.forEach(order -> world.result(order, new Succeeded()));
            while (world.isAsked(Settle.class)) {
                world.settle(true);
            }
            world.passAndTurn(TimerOptions.SETTLE_MILLIS);
        }
    }

    private List<Pending> large(int count, long inMillis) {
        List<Pending> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(of("large" + i, inMillis, LARGEST));
        }
        return tasks;
    }

    private Pending withPayload(String id, long inMillis, int bytes) {
        return of(id, inMillis, Payload.of(new byte[bytes]));
    }

    private Pending of(String id, long inMillis, Payload payload) {
        long due = world.time.databaseMillis() + inMillis;
        Definition definition =
                Definition.of(new Trigger.At(due), new Action.Handler("work")).withPayload(payload);
        return world.pending(id, definition, due);
    }
}
