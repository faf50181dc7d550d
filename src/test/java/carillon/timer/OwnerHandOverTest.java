package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.lease.Holding;
import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Settlement.Again;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Ceded;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Claimed;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange;
import carillon.message.TimerMessage.Flight;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.Unread;
import carillon.task.Definition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 5 and 13: shards that change hands, with the attempts that are under way. */
class OwnerHandOverTest {

    private static final long TIMEOUT_MILLIS = 1_000;

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void a_hand_over_names_what_is_in_flight_and_forwards_its_results() {
        Pending started = world.oneShot("started", 0);
        Pending queued = world.oneShot("queued", 0);
        world.owner.arm(List.of(started, queued, world.oneShot("later", 2_000)), null);
        assertEquals(2, world.orders.size());

        world.renewBesideABetterHolder();
        world.answerWithdrawal(List.of(started.occurrence()));
        ceded();

        HandOver slice = world.slices.getFirst();
        assertEquals(
                List.of(new Flight(started.occurrence(), 1, started.definition().timeoutMillis())), slice.inFlight());
        assertTrue(slice.shards().getFirst().doneBefore() <= started.due());
        world.passAndTurn(2_000);
        assertEquals(2, world.orders.size(), "nothing more is fired");
        world.result(world.orders.getFirst(), new Succeeded());
        assertEquals(started.occurrence(), world.forwarded.getFirst().occurrence());
    }

    @Test
    void a_shard_with_an_outcome_being_written_is_handed_over_as_soon_as_it_landed() {
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.result(world.onlyOrder(), new Succeeded());
        world.renewBesideABetterHolder();
        world.owner.turn();
        assertFalse(world.isAsked(Cede.class));
        world.settle(true);
        assertTrue(world.isAsked(Cede.class), "at the answer, without waiting for another event");
    }

    @Test
    void nothing_is_fired_and_no_change_is_taken_while_a_shard_changes_hands() {
        world.owner.arm(List.of(world.oneShot("a", 100)), null);
        world.renewBesideABetterHolder();
        world.passAndTurn(200);
        assertEquals(List.of(), world.orders);
        Refusals refusals = new Refusals();
        world.owner.apply(new TaskChange.Cancel("a"), 0, refusals);
        assertEquals(List.of(FailureCode.NOT_OWNER), refusals.codes);
    }

    @Test
    void a_result_that_comes_while_the_term_rises_is_forwarded_when_it_has() {
        Pending task = started();
        world.owner.turn();
        world.result(world.onlyOrder(), new Succeeded());
        assertEquals(List.of(), world.forwarded);
        ceded();
        assertEquals(task.occurrence(), world.forwarded.getFirst().occurrence());
    }

    @Test
    void a_result_that_comes_while_a_hand_over_fails_is_recorded_here() {
        started();
        world.owner.turn();
        world.result(world.onlyOrder(), new Succeeded());
        world.fail(Cede.class);
        world.owner.turn();
        assertFalse(world.isAsked(Settle.class), "the term may have risen");
        world.answer(Reclaim.class, world.claimed(2, true));
        world.owner.turn();
        assertEquals(2, world.request(Settle.class).settlements().getFirst().term());
    }

    @Test
    void a_shard_whose_last_write_may_still_land_stays_and_goes_on() {
        world.owner.arm(List.of(world.oneShot("a", 0), world.oneShot("b", 100)), null);
        world.result(world.onlyOrder(), new Succeeded());
        world.renewBesideABetterHolder();
        world.passAndTurn(200);
        world.fail(Settle.class);
        world.owner.turn();
        assertFalse(world.isAsked(Cede.class));
        world.passAndTurn(1);
        assertEquals("b", world.orders.getLast().occurrence().id(), "it came due meanwhile");
    }

    @Test
    void a_hand_over_of_which_a_renewal_tells_before_its_own_answer_names_all_the_same() {
        Pending task = started();
        world.owner.turn();
        world.pass(1_000);
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 2)));
        ceded();
        HandOver slice = world.slices.getFirst();
        assertEquals(task.occurrence(), slice.inFlight().getFirst().occurrence());
        assertTrue(slice.shards().getFirst().doneBefore() <= task.due());
    }

    @Test
    void results_that_never_come_are_not_awaited_for_ever() {
        started();
        ceded();
        assertEquals(1, world.owner.resultsAwaited());
        world.pass(Definition.TIMEOUT_MILLIS_DEFAULT + TimerOptions.LOST_AFTER_MILLIS + 100);
        world.owner.renew();
        assertEquals(0, world.owner.resultsAwaited());
    }

    @Test
    void the_successor_leaves_what_is_in_flight_alone_and_records_what_is_forwarded() {
        ManualWorld successor = successor();
        Pending task = successor.oneShot("a", 0);
        inherit(successor, task);
        read(successor, task);
        assertEquals(List.of(), successor.orders);

        successor.owner.attempted(List.of(succeeded(task)));
        assertEquals(2, successor.request(Settle.class).settlements().getFirst().term());
    }

    @Test
    void a_result_that_is_forwarded_before_its_occurrence_was_read_is_recorded_after_it() {
        ManualWorld successor = successor();
        Pending task = successor.oneShot("a", 0);
        inherit(successor, task);
        successor.owner.attempted(List.of(succeeded(task)));
        assertFalse(successor.isAsked(Settle.class));
        read(successor, task);
        assertEquals(
                task.occurrence(),
                successor.request(Settle.class).settlements().getFirst().occurrence());
        assertEquals(List.of(), successor.orders, "it is not attempted again");
    }

    @Test
    void what_is_in_flight_counts_as_failed_when_nothing_is_heard_of_it() {
        ManualWorld successor = successor();
        Pending task = successor.oneShot("a", 0);
        inherit(successor, task);
        read(successor, task);
        silence(successor);
        successor.owner.turn();
        assertInstanceOf(
                Again.class,
                successor.request(Settle.class).settlements().getFirst().step());
    }

    @Test
    void what_is_in_flight_and_never_read_is_not_expected_for_ever() {
        ManualWorld successor = successor();
        Pending task = successor.oneShot("a", 0);
        inherit(successor, task);
        successor.owner.attempted(List.of(succeeded(task)));
        assertEquals(1, successor.owner.resultsAwaited());
        silence(successor);
        assertEquals(0, successor.owner.resultsAwaited());
    }

    @Test
    void a_shard_whose_slice_was_lost_is_taken_at_the_second_sight_of_it() {
        ManualWorld successor = successor();
        renewAsOwner(successor);
        assertFalse(successor.isAsked(Reclaim.class), "the slice may be on its way");
        renewAsOwner(successor);
        assertEquals(
                List.of(new Holding(0, successor.owner.holder(), 2)),
                successor.request(Reclaim.class).shards());
    }

    @Test
    void a_shard_that_another_holds_under_a_higher_term_is_given_up() {
        world.owner.arm(List.of(world.oneShot("a", 0), world.oneShot("b", 100)), null);
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 2)));
        assertTrue(world.isWithdrawn());
        assertEquals(0, world.owner.entries());
        world.passAndTurn(200);
        assertEquals(1, world.orders.size());
    }

    @Test
    void what_was_paused_while_it_ran_is_handed_over_since_nobody_would_read_it() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), null);
        world.owner.apply(new TaskChange.Pause("a"), 0, Reply.ignored());
        world.answerWithdrawal(List.of(task.occurrence()));
        world.answer(Change.class, new Changed(Changed.Status.CHANGED, null, List.of()));
        world.renewBesideABetterHolder();
        world.answerWithdrawal(List.of(task.occurrence()));
        ceded();
        Flight flight = world.slices.getFirst().inFlight().getFirst();
        assertEquals(new Unread(task, true, false, false), flight.unread());
    }

    @Test
    void the_successor_records_the_outcome_of_what_it_does_not_read() {
        ManualWorld successor = successor();
        Pending task = successor.oneShot("a", 0);
        Flight flight = new Flight(task.occurrence(), 1, TIMEOUT_MILLIS, new Unread(task, false, true, false));
        Inheritance shard =
                new Inheritance(new Holding(0, successor.owner.holder(), 2), ManualWorld.START, ReadPoint.START, true);
        successor.owner.handOver(new HandOver("old", List.of(shard), List.of(flight), List.of()));
        successor.readNothing();
        successor.owner.attempted(List.of(succeeded(task)));
        assertEquals(
                task.occurrence(),
                successor.request(Settle.class).settlements().getFirst().occurrence());
        assertEquals(List.of(), successor.orders);
    }

    /** A task whose attempt has started when its shard begins to change hands. */
    private Pending started() {
        Pending task = world.oneShot("a", 0);
        world.owner.arm(List.of(task), null);
        world.renewBesideABetterHolder();
        world.answerWithdrawal(List.of(task.occurrence()));
        return task;
    }

    @Test
    void what_is_handed_over_before_the_first_renewal_is_answered_is_not_attempted_beside() {
        ManualWorld successor = new ManualWorld();
        Pending running = successor.oneShot("running", 0);
        successor.owner.renew();
        inherit(successor, running);
        successor.answer(Renew.class, successor.renewed(true, new Holding(0, successor.owner.holder(), 2)));
        successor.present();
        read(successor, running);
        assertEquals(0, successor.orders.size());
        assertEquals(1, successor.owner.entries());
    }

    @Test
    void a_cancellation_waits_until_an_attempt_that_came_with_the_shard_was_read_and_says_that_it_runs() {
        ManualWorld successor = successor();
        Pending running = successor.oneShot("running", 0);
        inherit(successor, running);
        List<Changed.Status> answers = new ArrayList<>();
        successor.owner.apply(new TaskChange.Cancel("running"), 0, new Reply<Changed>() {
            @Override
            public void answered(Changed answer) {
                answers.add(answer.status());
            }

            @Override
            public void failed(BusFailure failure) {
                throw new AssertionError(failure);
            }
        });
        assertFalse(successor.isAsked(Change.class), "nobody knows yet what is under way");
        read(successor, running);
        assertTrue(successor.request(Change.class).running());
        successor.answer(Change.class, new Changed(Changed.Status.CHANGED, null, List.of()));
        assertEquals(List.of(Changed.Status.RUNNING), answers);
        assertEquals(0, successor.orders.size());
    }

    @Test
    void a_change_of_a_task_whose_attempt_is_over_or_out_of_sight_waits_no_longer_than_the_reading() {
        ManualWorld successor = successor();
        Pending running = successor.oneShot("running", 0);
        inherit(successor, running);
        successor.owner.apply(new TaskChange.Resume("running"), 0, Reply.ignored());
        successor.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(5, 5, List.of())));
        successor.answer(ReadDue.class, DuePages.of(List.of(), List.of(0)));
        successor.owner.turn();
        assertTrue(successor.isAsked(Change.class));
    }

    private void ceded() {
        world.owner.turn();
        Cede cede = world.request(Cede.class);
        world.answer(Cede.class, new Ceded(List.of(new Holding(0, cede.to(), 2))));
    }

    private static ManualWorld successor() {
        ManualWorld world = new ManualWorld();
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 1)));
        world.answer(Claim.class, new Claimed(List.of()));
        world.present();
        return world;
    }

    private static void inherit(ManualWorld successor, Pending inFlight) {
        Holding held = new Holding(0, successor.owner.holder(), 2);
        Inheritance slice = new Inheritance(held, ManualWorld.START, ReadPoint.START, true);
        Flight flight = new Flight(inFlight.occurrence(), 1, TIMEOUT_MILLIS);
        successor.owner.handOver(new HandOver("other", List.of(slice), List.of(flight), List.of()));
    }

    private static void read(ManualWorld successor, Pending task) {
        successor.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(5, 5, List.of())));
        successor.answer(ReadDue.class, DuePages.of(List.of(task), List.of(0)));
        successor.passAndTurn(10);
    }

    /** So long that what was under way counts as lost. */
    private static void silence(ManualWorld successor) {
        for (long passed = 0; passed <= TIMEOUT_MILLIS + TimerOptions.LOST_AFTER_MILLIS; passed += 1_000) {
            successor.pass(1_000);
            renewAsOwner(successor);
        }
    }

    private static void renewAsOwner(ManualWorld world) {
        world.renew(2);
    }

    private static AttemptResult succeeded(Pending task) {
        return new AttemptResult(task.occurrence(), 0, 1, 1, 0, 0, new Succeeded());
    }
}
