package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is due beyond the horizon is left to later pages, also where the database's clock is set back. */
class HorizonTest {

    private static final long BACK = 5_000;

    private final ManualWorld world = new ManualWorld();

    @Test
    void what_is_due_before_the_horizon_of_a_page_under_way_is_taken_in_by_its_message_whatever_the_clock_says_now() {
        world.holdUnder(1, true);
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(5, 5, List.of())));
        long horizon = world.request(ReadDue.class).horizon();
        setClockBack();
        Pending task = world.pending("a", world.oneShot("a", 0).definition(), horizon);
        world.owner.arm(List.of(task), null);
        assertEquals(1, world.owner.entries());
        world.answer(ReadDue.class, DuePages.of(List.of(), List.of(0)));
        assertFalse(world.isAsked(ReadDue.class), "it is not read again");
    }

    private void setClockBack() {
        world.owner.renew();
        Board board = new Board(
                List.of(new Holder(world.owner.holder(), ManualWorld.ADDRESS, true)),
                List.of(new Holding(0, world.owner.holder(), 1)));
        world.answer(Renew.class, new Renewed(true, world.time.databaseMicros() - BACK * 1_000, board));
    }
}
