package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.bus.FailureCode;
import carillon.lease.Holding;
import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Ceded;
import carillon.message.StoreMessage.Done;
import carillon.message.TimerMessage.HandOver;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 5, where the next owner does not hear at once what it is told. */
class HandOverToldTest {

    private final ManualWorld world = ManualWorld.owning();
    private final Pending task = world.oneShot("a", 0);

    HandOverToldTest() {
        world.hears = false;
        world.owner.arm(List.of(task), null);
        world.renewBesideABetterHolder();
        world.answerWithdrawal(List.of(task.occurrence()));
        world.owner.turn();
        Cede cede = world.request(Cede.class);
        world.answer(Cede.class, new Ceded(List.of(new Holding(0, cede.to(), 2))));
    }

    @Test
    void a_slice_that_is_not_answered_is_told_again() {
        notHeard();
        assertEquals(2, world.slices.size());
        assertEquals(world.slices.getFirst(), world.slices.getLast());
        heard();
        later();
        assertEquals(2, world.slices.size());
    }

    @Test
    void a_slice_that_is_never_answered_is_told_a_few_times() {
        notHeard();
        notHeard();
        notHeard();
        assertEquals(Telling.TIMES_MAX, world.slices.size());
        assertEquals(1, world.owner.resultsAwaited(), "it may have been heard all the same");
    }

    @Test
    void an_older_node_is_told_once_because_it_would_take_in_twice_what_it_heard_twice() {
        assertEquals(0, world.toldAgain, "it knows no other message");
        result();
        notHeard();
        assertEquals(1, world.toldAgain);
        world.fail(HandOver.class, FailureCode.REFUSED);
        later();
        assertEquals(2, world.slices.size());
        assertEquals(List.of(task.occurrence()), forwarded());
    }

    @Test
    void a_successor_that_is_not_there_yet_is_not_told_in_a_row() {
        world.fail(HandOver.class);
        world.owner.turn();
        world.owner.turn();
        assertEquals(1, world.slices.size());
        later();
        assertEquals(2, world.slices.size());
    }

    @Test
    void a_result_follows_the_slice_that_names_its_attempt() {
        result();
        notHeard();
        assertEquals(List.of(), world.forwarded, "nobody there knows the attempt yet");
        heard();
        assertEquals(List.of(task.occurrence()), forwarded());
    }

    @Test
    void a_result_that_comes_after_the_slice_was_heard_waits_for_nothing() {
        heard();
        result();
        assertEquals(List.of(task.occurrence()), forwarded());
    }

    @Test
    void a_result_is_not_held_back_for_a_slice_that_is_told_no_more() {
        result();
        notHeard();
        notHeard();
        notHeard();
        assertEquals(List.of(task.occurrence()), forwarded());
    }

    @Test
    void an_owner_does_not_go_before_its_successor_was_told() {
        result();
        assertEquals(1, world.owner.resultsAwaited());
        heard();
        assertEquals(0, world.owner.resultsAwaited());
    }

    private void heard() {
        world.answer(HandOver.class, new Done());
    }

    private void notHeard() {
        world.pass(Telling.TIMEOUT_MILLIS);
        world.fail(HandOver.class);
        world.owner.turn();
    }

    private void later() {
        world.passAndTurn(Telling.TIMEOUT_MILLIS);
    }

    private void result() {
        world.owner.attempted(List.of(new AttemptResult(task.occurrence(), 0, 1, 1, 0, 0, new Succeeded())));
    }

    private List<Occurrence> forwarded() {
        return world.forwarded.stream().map(AttemptResult::occurrence).toList();
    }
}
