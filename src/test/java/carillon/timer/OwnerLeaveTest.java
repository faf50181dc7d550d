package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Ceded;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.Leave;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import carillon.message.TimerMessage.HandOver;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 5, where an owner gives all it has to others before it stops, and what they do with it. */
class OwnerLeaveTest {

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void an_owner_that_leaves_says_so_and_hands_over_what_it_has_armed() {
        Pending soon = world.oneShot("soon", 1_000);
        world.owner.arm(List.of(soon, world.oneShot("later", 20_000)), null);
        world.owner.tenure().leave();
        world.answer(Leave.class, new Done());
        world.answer(Renew.class, world.renewed(true, new Holding(0, world.owner.holder(), 1)));
        assertTrue(world.owner.tenure().hasLeft(), "nobody is there to take anything");
        handOver();
        assertEquals(List.of(soon), world.slices.getFirst().soon());
        assertTrue(world.owner.tenure().hasLeft());
    }

    @Test
    void where_everybody_leaves_nobody_waits_for_the_others() {
        world.owner.tenure().leave();
        world.answer(Leave.class, new Done());
        Holder me = new Holder(world.owner.holder(), ManualWorld.ADDRESS, true);
        Board board = new Board(
                List.of(me, new Holder("other", "other", true)), List.of(new Holding(0, world.owner.holder(), 1)));
        world.answer(Renew.class, new Renewed(true, world.time.databaseMicros(), board));
        assertTrue(world.owner.tenure().hasLeft());
    }

    @Test
    void an_owner_that_was_alone_reads_whether_it_still_is_and_hands_over_to_who_has_just_come() {
        world.owner.tenure().leave();
        assertFalse(world.owner.tenure().hasLeft(), "by a board of before");
        world.answer(Leave.class, new Done());
        assertFalse(world.owner.tenure().hasLeft(), "by a board of before");
        Holder newcomer = world.showABetterHolder();
        assertFalse(world.owner.tenure().hasLeft());
        cede(newcomer);
        assertTrue(world.owner.tenure().hasLeft());
    }

    @Test
    void a_wish_to_leave_that_was_not_written_is_written_with_the_next_renewal() {
        world.owner.tenure().leave();
        world.fail(Leave.class);
        world.owner.renew();
        world.answer(Leave.class, new Done());
        world.answer(Renew.class, world.renewed(true, new Holding(0, world.owner.holder(), 1)));
        assertFalse(world.owner.tenure().hasLeft(), "the renewal was sent before");
        world.answer(Renew.class, world.renewed(true, new Holding(0, world.owner.holder(), 1)));
        assertTrue(world.owner.tenure().hasLeft());
        world.owner.renew();
        assertFalse(world.isAsked(Leave.class), "it is written");
    }

    @Test
    void a_wish_to_leave_is_written_once_at_a_time() {
        world.owner.tenure().leave();
        world.owner.renew();
        world.answer(Leave.class, new Done());
        assertFalse(world.isAsked(Leave.class));
    }

    @Test
    void what_is_being_handed_over_is_not_left_yet() {
        world.renewBesideABetterHolder();
        assertFalse(world.owner.tenure().hasLeft());
    }

    @Test
    void a_wish_to_leave_that_comes_during_a_renewal_is_read_by_another() {
        world.owner.renew();
        world.owner.tenure().leave();
        world.answer(Leave.class, new Done());
        world.answer(Renew.class, world.renewed(true, new Holding(0, world.owner.holder(), 1)));
        assertTrue(world.isAsked(Renew.class));
    }

    @Test
    void what_has_a_queue_or_was_not_started_for_want_of_a_handler_is_left_to_reading() {
        assertEquals(List.of(), Foretaste.of(List.of(Waiters.normal("q", 0, 1).shard), 10_000));
    }

    @Test
    void what_was_just_committed_is_passed_on_to_whoever_has_the_shard_by_now() {
        handOver();
        Pending late = world.oneShot("late", 0);
        world.owner.arm(List.of(late), null);
        assertEquals(List.of(late), world.passedOn);
        world.pass(6_000);
        world.owner.arm(List.of(late), null);
        assertEquals(1, world.passedOn.size(), "by then every store knows");
    }

    @Test
    void what_was_handed_over_fires_before_anything_was_read_and_once() {
        ManualWorld successor = new ManualWorld();
        successor.owner.renew();
        successor.answer(Renew.class, successor.renewed(true, new Holding(0, "old", 1), new Holding(1, "old", 1)));
        successor.present();
        Pending soon = successor.oneShot("soon", 5);
        inherit(successor, 1);
        ReadPoint behindIt = new ReadPoint(99, 99, List.of());
        successor.answer(ReadNew.class, new NewPage(List.of(), behindIt));
        successor.answer(ReadDue.class, DuePages.of(List.of(), List.of(1)));
        inherit(successor, 0, soon);
        assertEquals(List.of(1, 0), successor.announced);
        successor.passAndTurn(5);
        assertEquals(2, successor.onlyOrder().term());
        successor.result(successor.onlyOrder(), new Succeeded());
        successor.settle(true);
        successor.owner.arm(List.of(soon), null);
        successor.passAndTurn(5);
        successor.readNothing();
        successor.owner.arm(List.of(soon), null);
        successor.passAndTurn(5);
        assertEquals(1, successor.orders.size());
    }

    private static void inherit(ManualWorld successor, int number, Pending... soon) {
        Holding held = new Holding(number, successor.owner.holder(), 2);
        Inheritance shard = new Inheritance(held, ManualWorld.START, ReadPoint.START, true);
        successor.owner.handOver(new HandOver("old", List.of(shard), List.of(), List.of(), List.of(soon)));
    }

    private void handOver() {
        cede(world.renewBesideABetterHolder());
    }

    private void cede(Holder successor) {
        world.owner.turn();
        assertTrue(world.isAsked(Cede.class));
        world.answer(Cede.class, new Ceded(List.of(new Holding(0, successor.id(), 2))));
    }
}
