package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.Changed;
import carillon.message.DeliveryMessage.Credit;
import carillon.message.Inheritance;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Claimed;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import carillon.message.TaskChange;
import carillon.message.TimerMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an owner does when the cluster reports members gone: rules 4, 6 and 12. */
class OwnerTakeOverTest {

    private final ManualWorld world = new ManualWorld();
    private final Holder second = in("second");
    private final Holder third = in("third");

    @Test
    void a_report_is_acted_on_at_once_by_a_board_that_is_younger() {
        join(second, third);
        world.owner.tenure().memberGone("second");
        world.answer(Renew.class, board(second, second, third));
        Claim claim = world.request(Claim.class);
        assertEquals(List.of(0), claim.shards());
        assertEquals(List.of("holder-second"), claim.gone());
    }

    @Test
    void a_renewal_that_was_under_way_when_the_report_came_is_made_again() {
        join(second, third);
        world.owner.renew();
        world.owner.tenure().memberGone("second");
        world.answer(Renew.class, board(second, second, third));
        assertFalse(world.isAsked(Claim.class), "that board may be older than the last thing the dead one did");
        world.answer(Renew.class, board(second, second, third));
        assertEquals(List.of("holder-second"), world.request(Claim.class).gone());
    }

    @Test
    void a_report_that_comes_while_something_is_being_claimed_is_acted_on_when_that_is_over() {
        join(second, third);
        world.owner.renew();
        world.answer(Renew.class, board(null, second, third));
        assertEquals(List.of(), world.request(Claim.class).gone());
        world.owner.tenure().memberGone("second");
        world.answer(Renew.class, board(second, second, third));
        world.answer(Claim.class, new Claimed(List.of()));
        world.answer(Renew.class, board(second, second, third));
        assertEquals(List.of("holder-second"), world.request(Claim.class).gone());
    }

    @Test
    void what_was_taken_over_fires_as_soon_as_it_was_read() {
        takeOver(2_000);
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(9, 9, List.of())));
        world.answer(ReadDue.class, DuePages.of(List.of(world.oneShot("a", 20)), List.of(0)));
        world.passAndTurn(20);
        assertEquals(2, world.onlyOrder().term());
    }

    @Test
    void the_others_are_told_to_take_what_falls_to_them() {
        takeOver(0);
        assertEquals(1, world.freed);
        world.owner.tenure().renewAnew();
        assertTrue(world.isAsked(Renew.class));
    }

    @Test
    void whoever_is_gone_by_the_report_is_not_the_one_who_starts_there_later() {
        join(second, third);
        world.owner.tenure().memberGone("second");
        world.answer(Renew.class, board(third, third));
        world.owner.renew();
        world.answer(Renew.class, board(second, second, third));
        assertFalse(world.isAsked(Claim.class), "it lives: its lease is younger than the report");
    }

    @Test
    void whoever_renews_its_lease_after_it_was_reported_gone_is_not_gone() {
        join(third, second);
        world.owner.tenure().memberGone("second");
        world.answer(Renew.class, board(third, second, third));
        assertFalse(world.isAsked(Claim.class), "there is nothing to take over");
        world.pass(TimerOptions.DEFAULT.leaseMillis());
        world.owner.renew();
        world.answer(Renew.class, board(second, second, third));
        assertFalse(world.isAsked(Claim.class));
    }

    @Test
    void the_smaller_part_of_a_cluster_ends_no_lease_and_believes_its_own_only_when_it_was_renewed() {
        join(second, third);
        assertTrue(credit() > 0);
        world.owner.tenure().memberGone("second");
        assertTrue(credit() > 0, "two are here, and one cannot end our lease against two");
        world.answer(Renew.class, board(second, second, third));
        world.owner.tenure().memberGone("third");
        assertEquals(0, credit());
        world.answer(Renew.class, board(second, second, third));
        assertTrue(credit() > 0);
        assertEquals(List.of("holder-second"), world.request(Claim.class).gone(), "of the report before");
        world.answer(Claim.class, new Claimed(List.of()));
        world.owner.renew();
        world.answer(Renew.class, board(second, second, third));
        assertFalse(world.isAsked(Claim.class), "two are gone and one is here");
    }

    @Test
    void one_of_two_asks_the_database_which_of_them_goes_on() {
        join(second);
        world.owner.tenure().memberGone("second");
        assertEquals(0, credit());
        world.answer(Renew.class, board(second, second));
        assertEquals(List.of("holder-second"), world.request(Claim.class).gone());
    }

    @Test
    void one_that_was_reported_gone_itself_starts_anew_and_fires_nothing_meanwhile() {
        world.holdUnder(1, true);
        world.readNothing();
        world.owner.renew();
        world.answer(Renew.class, board(new Holder(world.owner.holder(), ManualWorld.ADDRESS, true), second));
        world.owner.arm(List.of(world.oneShot("a", 10)), null);
        world.owner.tenure().memberGone("second");
        world.passAndTurn(10);
        world.answer(Renew.class, world.renewed(false, new Holding(0, "holder-second", 2)));
        assertEquals(List.of(), world.orders);
        assertEquals("holder-2", world.request(Renew.class).holder());
    }

    @Test
    void changes_wait_until_the_owner_before_has_stopped_for_sure() {
        takeOver(2_000);
        world.readNothing();
        List<BusFailure> refusals = new ArrayList<>();
        Reply<Changed> reply = new Reply<>() {
            @Override
            public void answered(Changed answer) {}

            @Override
            public void failed(BusFailure failure) {
                refusals.add(failure);
            }
        };
        world.pass(1_900);
        world.owner.apply(new TaskChange.Cancel("a"), 0, reply);
        assertEquals(FailureCode.NOT_OWNER, refusals.getFirst().code(), "so it is asked again");
        assertFalse(world.isAsked(Change.class));
        world.pass(200);
        world.owner.apply(new TaskChange.Cancel("a"), 0, reply);
        assertTrue(world.isAsked(Change.class));
    }

    private void takeOver(long lingerMillis) {
        join(second, third);
        world.owner.tenure().memberGone("second");
        world.answer(Renew.class, board(second, second, third));
        Holding taken = new Holding(0, world.owner.holder(), 2);
        world.answer(
                Claim.class,
                new Claimed(List.of(new Inheritance(taken, ManualWorld.START, ReadPoint.START, true, lingerMillis))));
    }

    /** Renews once, beside others of whom the first has the shard. */
    private void join(Holder... others) {
        world.owner.renew();
        world.answer(Renew.class, board(others[0], others));
        world.present();
    }

    private long credit() {
        world.present();
        return assertInstanceOf(Credit.class, world.told.getLast()).remainingNanos();
    }

    private static Holder in(String member) {
        return new Holder("holder-" + member, TimerMessage.addressIn(member, "1"), true);
    }

    private Renewed board(@Nullable Holder owner, Holder... others) {
        List<Holder> all = new ArrayList<>(List.of(others));
        all.add(new Holder(world.owner.holder(), ManualWorld.ADDRESS, true));
        Holding holding = new Holding(0, owner == null ? null : owner.id(), 1);
        return new Renewed(true, world.time.databaseMicros(), new Board(all, List.of(holding)));
    }
}
