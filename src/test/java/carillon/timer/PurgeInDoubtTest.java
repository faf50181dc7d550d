package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.lease.Holding;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Pending;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Find;
import carillon.message.StoreMessage.Found;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange.Purge;
import carillon.message.TaskView;
import carillon.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 12 for a purge: whether it landed is found out before anything is written, or attempted, of its task. */
class PurgeInDoubtTest {

    private final ManualWorld world = ManualWorld.owning();
    private final Pending task = world.oneShot("a", 0);
    private final List<Status> answers = new ArrayList<>();
    private final List<FailureCode> failures = new ArrayList<>();

    @Test
    void an_attempt_under_way_is_not_made_again_if_it_did_not_land() {
        purgeWithoutAnswer(true);
        reclaim();
        world.answer(Find.class, new Found(view(task.acceptedAt())));
        world.owner.turn();
        if (world.isAsked(ReadDue.class)) {
            world.answer(ReadDue.class, DuePages.of(List.of(task), List.of(0)));
        }
        world.passAndTurn(100);
        assertEquals(1, world.orders.size(), "it is still under way");

        world.result(world.onlyOrder(), new Succeeded());
        assertEquals(1, world.settle(true).settlements().size());
        assertEquals(List.of(FailureCode.NOT_OWNER), failures, "it may be asked for again");
    }

    @Test
    void the_outcome_of_an_attempt_that_ended_meanwhile_is_written_if_it_did_not_land() {
        purgeWithoutAnswer(true);
        world.result(world.onlyOrder(), new Succeeded());
        reclaim();
        assertFalse(world.isAsked(Settle.class), "a purged task has no history");
        world.answer(Find.class, new Found(view(task.acceptedAt())));
        world.owner.turn();
        assertEquals(1, world.settle(true).settlements().size());
    }

    @Test
    void nothing_is_written_of_an_attempt_if_it_landed() {
        purgeWithoutAnswer(true);
        world.result(world.onlyOrder(), new Succeeded());
        reclaim();
        world.answer(Find.class, new Found(null));
        world.owner.turn();
        assertFalse(world.isAsked(Settle.class));
        assertEquals(0, world.owner.entries());
        assertEquals(List.of(Status.CHANGED), answers);
    }

    @Test
    void another_task_of_its_id_is_not_taken_for_it() {
        purgeWithoutAnswer(true);
        reclaim();
        world.answer(Find.class, new Found(view(task.acceptedAt() + 1)));
        assertEquals(0, world.owner.entries());
        assertEquals(List.of(Status.CHANGED), answers);
    }

    @Test
    void what_was_taken_back_starts_only_if_it_did_not_land() {
        purgeWithoutAnswer(false);
        reclaim();
        world.passAndTurn(100);
        assertEquals(1, world.orders.size());
        world.answer(Find.class, new Found(view(task.acceptedAt())));
        world.passAndTurn(100);
        assertEquals(2, world.orders.size());
    }

    @Test
    void the_database_is_asked_until_it_answers() {
        purgeWithoutAnswer(true);
        reclaim();
        world.fail(Find.class);
        world.owner.turn();
        world.answer(Find.class, new Found(null));
        assertEquals(List.of(Status.CHANGED), answers);
    }

    @Test
    void who_loses_the_shard_cannot_say_whether_it_landed() {
        purgeWithoutAnswer(true);
        reclaim();
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 3)));
        assertEquals(List.of(FailureCode.UNAVAILABLE), failures);
        world.answer(Find.class, new Found(null));
        assertEquals(List.of(), answers, "it was answered already");
    }

    @Test
    void nothing_is_found_out_for_who_lost_the_shard_before() {
        purge(true);
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 3)));
        world.fail(Change.class);
        world.owner.turn();
        assertEquals(List.of(FailureCode.UNAVAILABLE), failures);
    }

    private void purgeWithoutAnswer(boolean running) {
        purge(running);
        world.fail(Change.class);
    }

    private void purge(boolean running) {
        world.owner.arm(List.of(task), null);
        world.owner.apply(new Purge("a"), 0, new Reply<>() {
            @Override
            public void answered(Changed answer) {
                answers.add(answer.status());
            }

            @Override
            public void failed(BusFailure failure) {
                failures.add(failure.code());
            }
        });
        world.answerWithdrawal(running ? List.of(task.occurrence()) : List.of());
    }

    private void reclaim() {
        world.owner.turn();
        assertTrue(world.isAsked(Reclaim.class));
        assertFalse(world.isAsked(Find.class), "it may still land");
        world.answer(Reclaim.class, world.claimed(2, true));
    }

    private TaskView view(long createdAt) {
        return new TaskView("a", 1, task.definition(), TaskState.SCHEDULED, null, createdAt, null);
    }
}
