package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DueCursor;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Settlement;
import carillon.message.Settlement.Ended;
import carillon.message.Sighting;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Fire;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Purge;
import carillon.message.TaskChange.Put;
import carillon.message.TaskChange.Retime;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.Payload;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 4: changes go through the owner, and nothing starts behind their answers. */
class OwnerChangeTest {

    private static final ReadPoint POINT = new ReadPoint(20, 20, List.of());

    private final ManualWorld world = ManualWorld.owning();
    private final List<Object> answers = new ArrayList<>();

    @Test
    void a_cancelled_task_is_off_the_wheel_before_its_cancellation_is_written() {
        world.owner.arm(List.of(world.oneShot("a", 100)), null);
        apply(new Cancel("a"));
        world.passAndTurn(200);
        assertEquals(List.of(), world.orders);
        world.answer(Change.class, changed());
        assertEquals(Status.CHANGED, status());
        world.passAndTurn(200);
        assertEquals(List.of(), world.orders);
    }

    @Test
    void an_occurrence_that_is_moved_leaves_its_old_instant() {
        Pending task = world.oneShot("a", 100);
        world.owner.arm(List.of(task), null);
        apply(new Retime("a", task.scheduledFor(), task.scheduledFor() + 3_600_000));
        world.answer(Change.class, changed());
        assertEquals(Status.CHANGED, status());
        world.passAndTurn(200);
        assertEquals(List.of(), world.orders);
    }

    @Test
    void an_order_that_did_not_start_is_taken_back_before_the_cancellation_is_written() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), null);
        apply(new Cancel("a"));
        assertFalse(world.isAsked(Change.class), "the order is taken back first");
        world.answerWithdrawal(List.of());
        world.answer(Change.class, changed());
        assertEquals(Status.CHANGED, status());
    }

    @Test
    void the_outcome_of_an_attempt_that_ends_while_its_task_is_purged_is_not_written() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), null);
        apply(new Purge("a"));
        world.answerWithdrawal(List.of(task.occurrence()));
        world.result(world.onlyOrder(), new Succeeded());
        assertFalse(world.isAsked(Settle.class));
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        assertEquals(Status.CHANGED, status());
        world.owner.arm(List.of(task), null);
        world.passAndTurn(200);
        assertEquals(0, world.owner.entries());
        assertEquals(1, world.orders.size());
    }

    @Test
    void a_cancellation_while_an_attempt_runs_says_so_and_no_retry_follows() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), null);
        apply(new Cancel("a"));
        world.answerWithdrawal(List.of(task.occurrence()));
        world.answer(Change.class, changed());
        assertEquals(Status.RUNNING, status());
        world.result(world.onlyOrder(), new Failed("no", null));
        assertFalse(world.isAsked(Settle.class));
        assertEquals(0, world.owner.entries());
    }

    @Test
    void an_arm_message_that_comes_after_its_task_was_cancelled_arms_nothing() {
        Pending task = world.oneShot("a", 0);
        apply(new Cancel("a"));
        world.answer(Change.class, changed());
        world.owner.arm(List.of(task), null);
        world.passAndTurn(10);
        assertEquals(List.of(), world.orders);
    }

    @Test
    void a_change_waits_for_the_outcome_that_is_being_written() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.result(world.onlyOrder(), new Succeeded());
        apply(new Cancel("a"));
        assertFalse(world.isAsked(Change.class));
        world.settle(true);
        assertTrue(world.isAsked(Change.class));
    }

    @Test
    void an_attempt_that_ends_before_it_is_taken_back_has_its_outcome_written_first() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        apply(new Cancel("a"));
        world.result(world.onlyOrder(), new Succeeded());
        world.answerWithdrawal(List.of());
        assertFalse(world.isAsked(Change.class));
        world.settle(true);
        assertTrue(world.isAsked(Change.class));
    }

    @Test
    void an_attempt_that_ends_while_its_cancel_is_written_was_under_way_all_the_same() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), null);
        apply(new Cancel("a"));
        world.answerWithdrawal(List.of(task.occurrence()));
        world.result(world.onlyOrder(), new Succeeded());
        world.answer(Change.class, changed());
        assertEquals(Status.RUNNING, status());
        assertFalse(world.isAsked(Settle.class), "it was cancelled");
    }

    @Test
    void changes_of_one_task_are_made_one_after_the_other() {
        apply(new Pause("a"));
        apply(new Cancel("a"));
        assertEquals(new Pause("a"), world.request(Change.class).change());
        world.answer(Change.class, changed());
        assertEquals(new Cancel("a"), world.request(Change.class).change());
    }

    @Test
    void a_change_that_changed_nothing_leaves_the_task_armed() {
        world.owner.arm(List.of(world.oneShot("a", 100)), null);
        apply(new Cancel("a"));
        world.answer(Change.class, new Changed(Status.STALE_VERSION, null, List.of()));
        world.passAndTurn(200);
        assertEquals(1, world.orders.size());
    }

    @Test
    void a_replaced_task_fires_by_its_new_definition_only() {
        Pending old = world.oneShot("a", 100);
        world.owner.arm(List.of(old), null);
        Pending next = world.oneShot("a", 300);
        apply(new Put(new NewTask("a", true, next.definition()), null));
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of(next)));
        world.passAndTurn(200);
        assertEquals(List.of(), world.orders);
        world.passAndTurn(100);
        assertEquals(next.due(), world.onlyOrder().due());
    }

    @Test
    void a_one_shot_that_runs_cannot_be_redefined_or_fired() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), null);
        apply(new Fire("a", null));
        world.answerWithdrawal(List.of(task.occurrence()));
        assertEquals(Status.NOT_NOW, status());
        assertFalse(world.isAsked(Change.class));
    }

    @Test
    void after_a_change_of_unknown_outcome_the_term_rises_and_the_task_is_read_again() {
        Pending task = world.oneShot("a", 100);
        world.owner.arm(List.of(task), null);
        apply(new Cancel("a"));
        world.fail(Change.class);
        assertEquals(FailureCode.UNAVAILABLE, ((BusFailure) answers.getFirst()).code());
        world.passAndTurn(200);
        assertEquals(List.of(), world.orders, "it may be cancelled");
        world.answer(Reclaim.class, world.claimed(2, true));
        world.owner.turn();
        DueCursor cursor = world.request(ReadDue.class).cursors().getFirst();
        assertTrue(cursor.due() <= task.due() && cursor.unsettledOnly());
    }

    @Test
    void a_page_that_is_older_than_a_cancellation_arms_nothing() {
        world.passAndTurn(20_000);
        world.renew(1);
        world.owner.turn();
        world.answer(ReadNew.class, nothingNew());
        Pending task = world.oneShot("a", 100);
        apply(new Cancel("a"));
        world.answer(Change.class, changed());
        world.answer(ReadDue.class, DuePages.of(List.of(task), List.of(0)));
        world.passAndTurn(200);
        assertEquals(List.of(), world.orders);
    }

    @Test
    void a_late_arm_message_arms_nothing_while_a_safety_read_is_under_way_either() {
        Pending task = world.oneShot("a", 0);
        apply(new Cancel("a"));
        world.answer(Change.class, changed());
        beginSafetyRead();
        world.owner.arm(List.of(task), null);
        world.owner.turn();
        assertEquals(List.of(), world.orders);
    }

    @Test
    void what_comes_while_its_task_is_being_cancelled_is_not_armed() {
        Pending task = world.oneShot("a", 0);
        apply(new Cancel("a"));
        world.owner.arm(List.of(task), null);
        world.answer(Change.class, changed());
        world.owner.turn();
        assertEquals(List.of(), world.orders);
    }

    @Test
    void what_came_during_a_change_that_changed_nothing_is_read_again() {
        Pending task = world.oneShot("a", 100);
        apply(new Cancel("a"));
        world.owner.arm(List.of(task), null);
        world.answer(Change.class, new Changed(Status.STALE_VERSION, null, List.of()));
        world.owner.turn();
        assertTrue(world.request(ReadDue.class).cursors().getFirst().due() <= task.due());
    }

    @Test
    void what_a_safety_read_names_during_a_change_that_changed_nothing_is_read_again() {
        long due = world.time.databaseMillis() + 5_000;
        beginSafetyRead();
        apply(new Cancel("a"));
        world.answer(ReadNew.class, new NewPage(List.of(new Sighting("a", 0, 1, due, due, 0)), POINT));
        world.answer(Change.class, new Changed(Status.STALE_VERSION, null, List.of()));
        world.owner.turn();
        assertTrue(world.request(ReadDue.class).cursors().getFirst().due() <= due);
    }

    @Test
    void a_failure_of_a_definition_that_was_replaced_is_history_and_not_tried_again() {
        long first = world.time.databaseMillis();
        Definition every = Definition.of(new Trigger.Every(60_000, first), new Action.Handler("work"));
        Pending old = world.pending("a", every, first);
        Pending next = world.pending("a", every.withPayload(Payload.of("2")), first + 60_000);
        world.owner.arm(List.of(old), null);
        apply(new Put(new NewTask("a", true, next.definition()), null));
        world.answerWithdrawal(List.of(old.occurrence()));
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of(next)));
        world.result(world.onlyOrder(), new Failed("no", null));
        Settlement settlement = world.request(Settle.class).settlements().getFirst();
        assertEquals(old.version(), settlement.version());
        assertEquals(new Ended(Outcome.DEAD, "its task was redefined while it ran", null), settlement.step());
    }

    @Test
    void a_task_that_was_paused_while_it_ran_is_not_armed_again() {
        long first = world.time.databaseMillis();
        Definition every = Definition.of(new Trigger.Every(1_000, first), new Action.Handler("work"));
        Pending task = world.pending("a", every, first);
        world.owner.arm(List.of(task), null);
        apply(new Pause("a"));
        world.answerWithdrawal(List.of(task.occurrence()));
        world.answer(Change.class, changed());
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(true);
        world.passAndTurn(1_500);
        assertEquals(1, world.orders.size());
    }

    @Test
    void more_changes_of_one_task_than_may_wait_are_refused() {
        for (int i = 0; i < 100; i++) {
            apply(new Pause("a"));
        }
        assertEquals(List.of(), answers);
        apply(new Pause("a"));
        assertEquals(FailureCode.BUSY, ((BusFailure) answers.getFirst()).code());
    }

    @Test
    void nothing_is_changed_while_a_write_may_still_land_or_the_lease_may_be_over() {
        apply(new Cancel("a"));
        world.fail(Change.class);
        world.owner.turn();
        apply(new Cancel("b"));
        assertEquals(FailureCode.UNAVAILABLE, ((BusFailure) answers.getLast()).code());
        world.answer(Reclaim.class, world.claimed(2, true));
        apply(new Cancel("c"));
        assertEquals(new Cancel("c"), world.request(Change.class).change());
        world.pass(3_000);
        apply(new Cancel("d"));
        assertEquals(3, answers.size());
        assertEquals(FailureCode.UNAVAILABLE, ((BusFailure) answers.getLast()).code());
    }

    @Test
    void a_task_of_a_shard_that_is_not_ours_is_refused() {
        ManualWorld nobody = new ManualWorld();
        nobody.owner.apply(new Cancel("a"), 0, reply());
        assertEquals(FailureCode.NOT_OWNER, ((BusFailure) answers.getFirst()).code());
    }

    private void apply(TaskChange change) {
        world.owner.apply(change, 0, reply());
    }

    private void beginSafetyRead() {
        world.pass(TimerOptions.DEFAULT.safetyMillis());
        world.renew(1);
        world.owner.turn();
        assertTrue(world.isAsked(ReadNew.class));
    }

    private static NewPage nothingNew() {
        return new NewPage(List.of(), POINT);
    }

    private Reply<Changed> reply() {
        return new Reply<>() {
            @Override
            public void answered(Changed answer) {
                answers.add(answer);
            }

            @Override
            public void failed(BusFailure failure) {
                answers.add(failure);
            }
        };
    }

    private Status status() {
        return ((Changed) answers.getLast()).status();
    }

    private static Changed changed() {
        return new Changed(Status.CHANGED, null, List.of());
    }
}
