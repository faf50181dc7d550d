package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.ReadQueues;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Queued;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page comes in the order of ids, and ends within an instant; who goes first of that instant may be in the next. */
class QueueInstantTest {

    private static final int ROOM = 80;
    /** Just before the end of what was read at first. */
    private static final long SOON = 29_500;

    private final ManualWorld world = ManualWorld.owning(ROOM);
    private final Pending accepted = task("b-accepted-first", 1);
    private final Pending later = task("a-accepted-later", 2);

    @Test
    void a_queue_starts_nothing_of_an_instant_of_which_a_page_brought_a_part() {
        readAPartWith(0);

        assertTheNextPageComesBeforeAnythingStarts();
    }

    @Test
    void nor_while_memory_has_little_room_and_the_next_page_is_a_small_one() {
        readAPartWith(ROOM - 5);

        assertTheNextPageComesBeforeAnythingStarts();
    }

    @Test
    void where_memory_has_no_room_for_the_next_page_a_queue_goes_on_with_what_is_there() {
        readAPartWith(ROOM - 2);
        assertFalse(world.isAsked(ReadDue.class), "there is no room for a page");

        world.passAndTurn(1);
        assertEquals(later.id(), world.onlyOrder().occurrence().id());
    }

    private void assertTheNextPageComesBeforeAnythingStarts() {
        world.passAndTurn(1);
        assertEquals(List.of(), world.orders);
        assertTrue(world.isAsked(ReadDue.class));

        world.answer(ReadDue.class, DuePages.of(List.of(accepted), List.of(0)));
        world.passAndTurn(1);
        assertEquals(accepted.id(), world.onlyOrder().occurrence().id());
    }

    /** Reads the one that was accepted later, into a memory that holds so many others. */
    private void readAPartWith(int others) {
        world.owner.turn();
        world.answer(ReadQueues.class, new QueuesRead(List.of()));
        world.pass(SOON);
        world.renew(1);
        List<Pending> soon = new ArrayList<>();
        for (int i = 0; i < others; i++) {
            soon.add(world.oneShot("other" + i, 1_500));
        }
        world.owner.arm(soon, null);
        world.owner.turn();
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(900, 900, List.of()), null));
        world.answer(ReadDue.class, DuePages.of(List.of(later), List.of()));
    }

    private static Pending task(String id, long place) {
        long due = ManualWorld.START + SOON;
        Definition definition =
                Definition.of(new Trigger.At(due), new Action.Handler("work")).withQueue(new Queued("q", false, false));
        return new Pending(id, 0, 1, definition, due, due, due, 0, false, place, 0, null, false, place, 0);
    }
}
