package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.DueCursor;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.Acknowledge;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Claimed;
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
    private static final long HOUR = 3_600_000;

    private final ManualWorld world = new ManualWorld();

    @Test
    void what_is_due_before_the_horizon_of_a_page_under_way_is_taken_in_by_its_message_whatever_the_clock_says_now() {
        readAll();
        long horizon = world.request(ReadDue.class).horizon();
        setClockBack(BACK);
        Pending task = world.pending("a", world.oneShot("a", 0).definition(), horizon);
        world.owner.arm(List.of(task), null);
        assertEquals(1, world.owner.entries());
        world.answer(ReadDue.class, DuePages.of(List.of(), List.of(0)));
        assertFalse(world.isAsked(ReadDue.class), "it is not read again");
    }

    @Test
    void safety_reads_go_on_by_the_time_that_passes_and_name_what_pages_passed_by_the_clock_of_before() {
        readAll();
        long passed = world.request(ReadDue.class).horizon();
        world.answer(ReadDue.class, DuePages.of(List.of(), List.of(0)));
        setClockBack(HOUR);
        world.passAndTurn(TimerOptions.DEFAULT.safetyMillis());
        assertTrue(world.request(ReadNew.class).horizon() >= passed, "no page brings what is created for then");
    }

    @Test
    void how_far_shards_are_done_is_told_by_the_time_that_passes() {
        readAll();
        world.answer(ReadDue.class, DuePages.of(List.of(), List.of(0)));
        setClockBack(HOUR);
        world.passAndTurn(TimerOptions.ACKNOWLEDGE_MILLIS_MAX);
        long level = world.request(Acknowledge.class).levels().getFirst().doneBefore();
        assertTrue(level < world.time.databaseMillis() - HOUR / 2, "whoever is next reads from there");
    }

    @Test
    void whoever_takes_over_behind_a_clock_that_was_set_back_reads_from_its_own_now_and_leaves_out_what_has_ended() {
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, null, 0)));
        Holding held = new Holding(0, world.owner.holder(), 1);
        Inheritance ahead = new Inheritance(held, ManualWorld.START + HOUR, ReadPoint.START, true);
        world.answer(Claim.class, new Claimed(List.of(ahead)));
        world.present();
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(5, 5, List.of())));
        DueCursor first = world.request(ReadDue.class).cursors().getFirst();
        assertEquals(world.time.databaseMillis(), first.due(), 10.0);
        world.answer(ReadDue.class, DuePages.of(List.of(), List.of(0)));

        world.passAndTurn(20_000);
        world.renew(1);
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(5, 5, List.of())));
        DueCursor next = world.request(ReadDue.class).cursors().getFirst();
        assertTrue(next.due() > world.time.databaseMillis() && next.unsettledOnly(), next.toString());
    }

    private void readAll() {
        world.holdUnder(1, true);
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(5, 5, List.of())));
    }

    private void setClockBack(long millis) {
        world.owner.renew();
        Board board = new Board(
                List.of(new Holder(world.owner.holder(), ManualWorld.ADDRESS, true)),
                List.of(new Holding(0, world.owner.holder(), 1)));
        world.answer(Renew.class, new Renewed(true, world.time.databaseMicros() - millis * 1_000, board));
    }
}
