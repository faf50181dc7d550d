package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import carillon.message.AttemptResult;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.message.Changed;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Pending;
import carillon.message.StoreMessage.Change;
import carillon.message.TaskChange;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Priority;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What delivery had no room for goes before what came due after it. */
class OwnerOverloadTest {

    private static final Action SLOW = new Action.Webhook("http://slow.example/a", "POST", Map.of());
    private static final Action ALSO_SLOW = new Action.Webhook("http://slow.example?b", "GET", Map.of("x", "y"));
    private static final Action OTHER = new Action.Webhook("http://other.example/a", "POST", Map.of());

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void the_oldest_go_first_although_they_were_sent_back() {
        fill(SLOW);
        comesDue("young 1", ALSO_SLOW);
        comesDue("young 2", ALSO_SLOW);

        sendBack(NotStarted.NO_ROOM);

        assertEquals(List.of("old 0", "old 1"), ordered(), "they go in the place of the younger ones");
        world.passAndTurn(TimerOptions.REFUSED_MILLIS);
        assertEquals(
                List.of("old 2", "old 3", "old 4", "old 5", "old 6", "old 7", "old 8", "old 9"),
                ordered().subList(2, ManualWorld.WINDOW));
        endAll(new Succeeded());
        assertEquals(List.of("young 1", "young 2"), ordered());
    }

    @Test
    void they_go_first_again_and_again() {
        fill(SLOW);
        comesDue("young", SLOW);
        for (int i = 0; i < 5; i++) {
            world.renew(1);
            sendBack(NotStarted.NO_ROOM);
            world.passAndTurn(TimerOptions.REFUSED_MILLIS_MAX);
            assertEquals(ManualWorld.WINDOW, world.orders.size());
            assertFalse(ordered().contains("young"));
        }
    }

    @Test
    void what_one_receiver_has_no_room_for_holds_up_no_other() {
        fill(SLOW);
        comesDue("of the other", OTHER);

        sendBack(NotStarted.NO_ROOM);

        assertEquals(List.of("of the other"), ordered());
    }

    @Test
    void urgent_ones_go_before_older_ones_that_are_not() {
        fill(SLOW);
        comesDue(due("urgent", SLOW, Priority.URGENT));

        sendBack(NotStarted.BUSY);

        assertEquals(List.of("urgent"), ordered());
    }

    @Test
    void what_is_due_is_ordered_in_the_turn_in_which_many_others_come_near() {
        ManualWorld fresh = ManualWorld.owning(20_000);
        long near = ManualWorld.START / 256 * 256 + 2_048 - ManualWorld.START;
        for (int i = 0; i < 12_000; i++) {
            fresh.owner.arm(List.of(fresh.oneShot("later-" + i, near + 200)), null);
        }
        fresh.owner.arm(List.of(fresh.oneShot("due", near)), null);
        fresh.passAndTurn(near);
        assertEquals("due", fresh.onlyOrder().occurrence().id());
    }

    @Test
    void what_did_not_start_for_another_reason_waits_for_its_own_turn() {
        fill(SLOW);
        comesDue("young", SLOW);

        sendBack("an earlier attempt is still running");

        assertEquals(List.of("young"), ordered());
    }

    @Test
    void what_is_cancelled_meanwhile_takes_nobodys_place() {
        fill(SLOW);
        comesDue("young", SLOW);
        List<Order> out = List.copyOf(world.orders);
        world.orders.clear();
        world.owner.apply(new TaskChange.Cancel("old 0"), 0, Reply.ignored());
        world.answerWithdrawal(List.of());
        world.answer(Change.class, new Changed(Changed.Status.CHANGED, null, List.of()));
        world.passAndTurn(0);
        assertEquals(List.of("young"), ordered(), "it made room");
        world.orders.clear();
        comesDue("younger", SLOW);

        answer(out.subList(1, out.size()), new NotStarted(NotStarted.NO_ROOM));

        assertEquals(List.of("old 1"), ordered());
    }

    @Test
    void the_one_that_lets_it_go_first_expires_in_its_own_time() {
        fill(SLOW);
        Pending young = due("young", SLOW, Priority.NORMAL);
        Definition brief = young.definition().withExpiresAt(young.due() + 10);
        comesDue(world.pending("young", brief, young.due()));
        sendBack(NotStarted.NO_ROOM);
        assertEquals(List.of("old 0"), ordered());
        world.passAndTurn(TimerOptions.REFUSED_MILLIS);
        assertEquals(
                "young",
                world.settle(true).settlements().getFirst().occurrence().id());
    }

    /** Orders as many as delivery takes. */
    private void fill(Action action) {
        for (int i = 0; i < ManualWorld.WINDOW; i++) {
            comesDue("old " + i, action);
        }
        assertEquals(ManualWorld.WINDOW, world.orders.size());
    }

    private void comesDue(String id, Action action) {
        comesDue(due(id, action, Priority.NORMAL));
    }

    private void comesDue(Pending pending) {
        world.owner.arm(List.of(pending), null);
        world.passAndTurn(0);
    }

    private Pending due(String id, Action action, Priority priority) {
        long due = world.time.databaseMillis();
        return world.pending(id, Definition.of(new Trigger.At(due), action).withPriority(priority), due);
    }

    private void sendBack(String reason) {
        endAll(new NotStarted(reason));
    }

    private void endAll(Verdict verdict) {
        List<Order> out = new ArrayList<>(world.orders);
        world.orders.clear();
        answer(out, verdict);
    }

    private void answer(List<Order> orders, Verdict verdict) {
        world.owner.attempted(orders.stream()
                .map(order -> new AttemptResult(
                        order.occurrence(), order.shard(), order.term(), order.attempt(), 0, 0, verdict))
                .toList());
    }

    private List<String> ordered() {
        return world.orders.stream().map(order -> order.occurrence().id()).toList();
    }
}
