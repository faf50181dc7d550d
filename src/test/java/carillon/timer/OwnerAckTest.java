package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AckLevel;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.Acknowledge;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Trigger;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rule 3: an ack level leaves nothing behind. */
class OwnerAckTest {

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void a_level_is_now_at_most_and_names_the_point_of_the_last_safety_read() {
        ReadPoint seen = new ReadPoint(50, 50, List.of());
        world.pass(TimerOptions.DEFAULT.safetyMillis());
        world.renew(1);
        world.owner.turn();
        world.answer(ReadNew.class, new NewPage(List.of(), seen));
        AckLevel level = levelAfterAWhile();
        assertTrue(level.doneBefore() <= world.time.databaseMillis());
        assertTrue(level.doneBefore() >= world.time.databaseMillis() - 5);
        assertEquals(seen, level.seen());
        assertEquals(1, level.term());
    }

    @Test
    void a_level_lies_before_everything_that_has_no_outcome() {
        Pending running = world.oneShot("running", 0);
        world.owner.arm(List.of(running), null);
        assertEquals(running.due(), levelAfterAWhile().doneBefore());
    }

    @Test
    void a_level_lies_before_what_follows_a_retry_of_a_schedule_that_is_late() {
        world.pass(10_000);
        long now = world.time.databaseMillis();
        Definition every = Definition.of(new Trigger.Every(2_000, now - 8_000), new Action.Handler("work"));
        Pending late = world.pending("late", every, now - 8_000);
        world.owner.arm(List.of(late.again(now + 5_000, 1, now - 1_000)), null);
        assertTrue(levelAfterAWhile().doneBefore() <= now - 6_000, "its next occurrence is made then");
    }

    @Test
    void a_level_lies_before_what_a_change_under_way_may_bring() {
        Pending coming = world.oneShot("changing", 0);
        world.owner.apply(
                new TaskChange.Put(new NewTask("changing", true, coming.definition()), null), 0, Reply.ignored());
        assertTrue(levelAfterAWhile().doneBefore() <= coming.due());
    }

    @Test
    void a_level_lies_before_what_was_passed_over_because_its_task_is_under_change() {
        Pending overdue = world.oneShot("changing", -1_000);
        world.pass(1_000);
        world.owner.apply(new TaskChange.Cancel("changing"), 0, Reply.ignored());
        world.owner.arm(List.of(overdue), null);
        assertTrue(levelAfterAWhile().doneBefore() <= overdue.due());
    }

    @Test
    void a_level_lies_before_what_the_database_refused_to_end() {
        Pending refused = world.oneShot("refused", 0);
        world.owner.arm(List.of(refused), null);
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(false);
        assertEquals(refused.due(), levelAfterAWhile().doneBefore());
    }

    @Test
    void a_shard_whose_last_write_may_still_land_has_no_level() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.result(world.onlyOrder(), new Succeeded());
        world.fail(Settle.class);
        acknowledge();
        assertFalse(world.isAsked(Acknowledge.class));
    }

    @Test
    void levels_are_told_each_second_while_something_ends_and_every_five_where_nothing_does() {
        acknowledge();
        world.answer(Acknowledge.class, new Done());
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(true);
        assertEquals(List.of(false, true), areToldWithin(999, 1));
        world.answer(Acknowledge.class, new Done());
        assertEquals(List.of(false, true), areToldWithin(4_999, 1));
    }

    private List<Boolean> areToldWithin(long... millis) {
        return LongStream.of(millis).mapToObj(this::isToldAfter).toList();
    }

    private boolean isToldAfter(long millis) {
        world.pass(millis);
        world.renew(1);
        world.owner.turn();
        return world.isAsked(Acknowledge.class);
    }

    @Test
    void a_shard_that_was_not_compared_with_the_database_has_no_level() {
        ManualWorld fresh = new ManualWorld();
        fresh.holdUnder(1, true);
        fresh.pass(TimerOptions.ACKNOWLEDGE_MILLIS);
        fresh.renew(1);
        fresh.owner.turn();
        assertFalse(fresh.isAsked(Acknowledge.class));
        fresh.readNothing();
        fresh.pass(TimerOptions.ACKNOWLEDGE_MILLIS);
        fresh.renew(1);
        fresh.owner.turn();
        assertTrue(fresh.isAsked(Acknowledge.class));
    }

    @Test
    void where_much_was_settled_the_next_level_comes_sooner() {
        acknowledge();
        world.answer(Acknowledge.class, new Done());
        for (int i = 0; i < TimerOptions.ACKNOWLEDGE_SETTLED; i++) {
            world.owner.arm(List.of(world.oneShot("task " + i, 0)), null);
            world.result(world.orders.removeLast(), new Succeeded());
        }
        while (world.isAsked(Settle.class)) {
            world.settle(true);
        }
        world.owner.turn();
        assertFalse(world.isAsked(Acknowledge.class), "not with each of them");
        world.passAndTurn(TimerOptions.ACKNOWLEDGE_MILLIS_MIN);
        assertTrue(world.isAsked(Acknowledge.class));
        world.answer(Acknowledge.class, new Done());
        world.passAndTurn(TimerOptions.ACKNOWLEDGE_MILLIS_MIN);
        assertFalse(world.isAsked(Acknowledge.class), "nothing was settled since");
    }

    private AckLevel levelAfterAWhile() {
        acknowledge();
        return world.request(Acknowledge.class).levels().getFirst();
    }

    private void acknowledge() {
        while (world.isAsked(Acknowledge.class)) {
            world.answer(Acknowledge.class, new Done());
        }
        world.pass(TimerOptions.ACKNOWLEDGE_MILLIS_MAX + 10);
        world.renew(1);
        world.owner.turn();
    }
}
