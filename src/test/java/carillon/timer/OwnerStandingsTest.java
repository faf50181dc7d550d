package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import carillon.message.AttemptResult.NoHandler;
import carillon.message.DeliveryMessage.AskBegun;
import carillon.message.DeliveryMessage.Beginning;
import carillon.message.DeliveryMessage.Begun;
import carillon.message.Pending;
import carillon.message.RunView.Stage;
import carillon.message.Standing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnerStandingsTest {

    private final ManualWorld world = ManualWorld.owning();
    private final List<Standing> told = new ArrayList<>();
    private final Pending task = world.oneShot("a", 0);

    @Test
    void what_runs_is_told_with_the_instant_at_which_its_attempt_began() {
        fire();
        world.pass(700);
        ask();
        assertEquals(List.of(), told, "delivery is asked first");
        world.answer(AskBegun.class, new Begun(List.of(new Beginning(task.occurrence(), 1, 500_000_000))));
        long began = world.time.databaseMillis() - 500;
        Standing standing = told.getFirst();
        assertEquals(Stage.RUNNING, standing.stage());
        assertEquals(began, standing.startedAt(), 1.0);
    }

    @Test
    void an_order_that_has_not_begun_or_is_of_another_attempt_has_no_start() {
        fire();
        ask();
        world.answer(AskBegun.class, new Begun(List.of()));
        ask();
        world.answer(AskBegun.class, new Begun(List.of(new Beginning(task.occurrence(), 2, 5))));
        Standing running = new Standing(task.occurrence(), Stage.RUNNING, 1, null, null);
        assertEquals(List.of(running, running), told);
    }

    @Test
    void what_runs_is_told_even_if_delivery_says_nothing() {
        fire();
        ask();
        world.fail(AskBegun.class);
        assertEquals(List.of(new Standing(task.occurrence(), Stage.RUNNING, 1, null, null)), told);
    }

    @Test
    void what_waits_is_told_at_once_with_what_it_waits_for() {
        fire();
        world.result(world.onlyOrder(), new NoHandler());
        ask();
        assertFalse(world.isAsked(AskBegun.class));
        String reason = "no handler named work is registered";
        assertEquals(List.of(new Standing(task.occurrence(), Stage.WAITING, 0, reason, null)), told);
    }

    private void fire() {
        world.owner.arm(List.of(task), null);
        world.passAndTurn(0);
    }

    private void ask() {
        world.askStandings("a", told);
    }
}
