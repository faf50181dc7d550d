package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.TaskChange.Cancel;
import carillon.message.TaskChange.Purge;
import carillon.message.Whole;
import io.vertx.core.Promise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 3: a safety read passes over what came by message, and over nothing else. */
class KnownTest {

    private static final long AHEAD = 60_000;

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void a_transaction_of_which_all_was_taken_in_need_not_be_named() {
        Pending task = world.oneShot("a", 100);
        world.owner.arm(List.of(task), whole(task, AHEAD, 0));
        assertEquals(List.of(task.transaction()), nextSafetyRead().known());
    }

    @Test
    void what_was_settled_meanwhile_is_known_too() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), whole(task, AHEAD, 0));
        world.owner.arm(List.of(task), whole(task, AHEAD, 0));
        assertEquals(
                List.of(task.transaction(), task.transaction()),
                nextSafetyRead().known());
    }

    @Test
    void it_is_forgotten_when_a_safety_read_has_seen_it() {
        Pending task = world.oneShot("a", 100);
        world.owner.arm(List.of(task), whole(task, AHEAD, 0));
        nextSafetyRead();
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(1_000, 1_000, List.of())));
        assertEquals(List.of(), nextSafetyRead().known());
    }

    @Test
    void what_nobody_called_whole_is_named() {
        world.owner.arm(List.of(world.oneShot("a", 100)), null);
        assertEquals(List.of(), nextSafetyRead().known());
    }

    @Test
    void a_message_that_was_sent_for_fewer_shards_than_are_ours_is_not_all() {
        Pending task = world.oneShot("a", 100);
        world.owner.arm(List.of(task), whole(task, AHEAD, 7));
        assertEquals(List.of(), nextSafetyRead().known());
    }

    @Test
    void a_message_that_left_out_what_is_due_before_the_end_of_a_read_is_not_all() {
        Pending task = world.oneShot("a", 100);
        world.owner.arm(List.of(task), whole(task, 10_000, 0));
        assertEquals(List.of(), nextSafetyRead().known());
    }

    @Test
    void a_task_under_change_is_named_for_its_message_may_be_older_than_the_change() {
        Pending task = world.oneShot("a", 5_000);
        world.owner.apply(new Cancel("a"), 0, new PromiseReply<>(Promise.promise()));
        world.answer(Change.class, new Changed(Changed.Status.CHANGED, null, List.of()));
        world.owner.arm(List.of(task), whole(task, AHEAD, 0));
        assertEquals(List.of(), nextSafetyRead().known());
    }

    @Test
    void a_task_of_the_name_of_one_whose_purge_is_under_way_is_named() {
        Pending old = world.oneShot("a", 5_000);
        world.owner.arm(List.of(old), whole(old, AHEAD, 0));
        world.owner.apply(new Purge("a"), 0, new PromiseReply<>(Promise.promise()));
        Pending created = world.oneShot("a", 100);
        world.owner.arm(List.of(created), whole(created, AHEAD, 0));
        assertEquals(List.of(old.transaction()), nextSafetyRead().known());
    }

    @Test
    void a_task_of_the_name_and_instant_of_one_that_was_settled_is_named() {
        Pending old = world.oneShot("a", 0);
        world.owner.arm(List.of(old), whole(old, AHEAD, 0));
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(true);
        Pending created = world.oneShot("a", 0);
        world.owner.arm(List.of(created), whole(created, AHEAD, 0));
        assertEquals(List.of(old.transaction()), nextSafetyRead().known());
    }

    @Test
    void shards_that_were_gained_later_are_read_whole() {
        Pending task = world.oneShot("a", 100);
        world.owner.arm(List.of(task), whole(task, AHEAD, 0));
        world.gainSecond();
        ReadNew first = world.request(ReadNew.class);
        assertEquals(List.of(1), first.shards());
        assertEquals(List.of(), first.known());
    }

    @Test
    void no_more_transactions_are_passed_over_than_a_read_may_have_spans() {
        Known known = new Known();
        for (int i = 0; i <= Known.TRANSACTIONS_MAX; i++) {
            known.add(new Whole(i, 10, List.of(0)));
        }
        assertEquals(Known.TRANSACTIONS_MAX, known.upTo(9).size());
        assertEquals(List.of(), known.upTo(10), "what is due at the end was not told");
    }

    private Whole whole(Pending task, long ahead, int shard) {
        return new Whole(task.transaction(), world.time.databaseMillis() + ahead, List.of(shard));
    }

    private ReadNew nextSafetyRead() {
        world.pass(TimerOptions.DEFAULT.safetyMillis());
        world.renew(1);
        world.owner.turn();
        return world.request(ReadNew.class);
    }
}
