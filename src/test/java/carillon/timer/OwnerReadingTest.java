package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.Succeeded;
import carillon.message.DueCursor;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Sighting;
import carillon.message.StoreMessage.DuePage;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules 2 and 3: reads and messages that are older than what happened since, and what they left behind. */
class OwnerReadingTest {

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void a_page_that_is_older_than_an_outcome_fires_nothing_again() {
        world.passAndTurn(20_000);
        world.renew(1);
        world.owner.turn();
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(10, 10, List.of()), false));
        assertTrue(world.isAsked(ReadDue.class), "a page is under way");
        Pending task = world.oneShot("a", 0);
        fireAndSettle(task);

        world.answer(ReadDue.class, new DuePage(List.of(task), List.of(0)));
        world.passAndTurn(10);

        assertEquals(1, world.orders.size());
    }

    @Test
    void an_arm_message_that_comes_after_the_outcome_fires_nothing_again() {
        Pending task = world.oneShot("a", 0);
        fireAndSettle(task);

        world.owner.arm(List.of(task));
        world.passAndTurn(10);

        assertEquals(1, world.orders.size());
    }

    @Test
    void an_arm_message_expires_with_the_safety_read_that_covers_its_commit() {
        Pending task = world.oneShot("a", 0);
        fireAndSettle(task);
        safetyRead(new NewPage(List.of(), new ReadPoint(1_000, 1_000, List.of()), false));

        world.owner.arm(List.of(task));
        world.passAndTurn(10);

        assertEquals(1, world.orders.size());
    }

    @Test
    void what_a_lost_message_left_behind_is_read_again_from_its_due_instant() {
        long due = world.time.databaseMillis() + 100;
        safetyRead(new NewPage(List.of(new Sighting("lost", 0, 1, due, due)), new ReadPoint(20, 20, List.of()), false));

        DueCursor cursor = world.request(ReadDue.class).cursors().getFirst();
        assertEquals(DueCursor.from(0, due, true), cursor, "rows that have an outcome are left out");
        Pending task = new Pending("lost", 0, 1, world.oneShot("lost", 0).definition(), due, due, due, 0, false, 15);
        world.answer(ReadDue.class, new DuePage(List.of(task), List.of(0)));
        world.passAndTurn(100);
        assertEquals("lost", world.onlyOrder().occurrence().id());
    }

    @Test
    void what_is_known_or_settled_is_not_read_again() {
        Pending settled = world.oneShot("settled", 0);
        fireAndSettle(settled);
        Pending armed = world.oneShot("armed", 5_000);
        world.owner.arm(List.of(armed));

        safetyRead(new NewPage(List.of(sighting(settled), sighting(armed)), new ReadPoint(50, 50, List.of()), false));

        assertTrue(!world.isAsked(ReadDue.class), "nothing was unknown");
    }

    @Test
    void a_task_in_two_sources_is_armed_once() {
        Pending task = world.oneShot("a", 50);
        world.owner.arm(List.of(task));
        world.owner.arm(List.of(task));
        world.passAndTurn(60);
        assertEquals(1, world.orders.size());
    }

    private void safetyRead(NewPage page) {
        world.pass(TimerOptions.DEFAULT.safetyMillis());
        world.renew(1);
        world.owner.turn();
        world.answer(ReadNew.class, page);
    }

    private void fireAndSettle(Pending task) {
        world.owner.arm(List.of(task));
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(true);
        assertEquals(0, world.owner.entries());
    }

    private static Sighting sighting(Pending task) {
        return new Sighting(task.id(), 0, 1, task.scheduledFor(), task.due());
    }
}
