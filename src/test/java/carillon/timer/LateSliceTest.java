package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Ceded;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import carillon.message.StoreMessage.Settle;
import carillon.message.TimerMessage.Flight;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.QueuedFlight;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Slices of hand-overs that come late, or twice: the shard may have had other owners meanwhile. */
class LateSliceTest {

    private static final long TIMEOUT_MILLIS = 30_000;

    private final ManualWorld world = new ManualWorld();
    private final Pending overdue = world.oneShot("ended-elsewhere", -3_000);
    private final Pending running = world.oneShot("running", -3_000);

    @Test
    void a_slice_for_the_holder_that_we_were_before_we_were_expelled_is_not_believed() {
        String before = world.owner.holder();
        see(new Holding(0, before, 2));
        see(new Holding(0, before, 2));
        world.answer(Reclaim.class, world.claimed(3, true));
        world.owner.renew();
        world.answer(Renew.class, world.renewed(false, new Holding(0, "other", 4)));
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 4)));
        world.present();
        world.announced.clear();
        slice(before, 2);
        assertNothingCame();
    }

    @Test
    void a_slice_for_the_holder_that_we_were_before_is_not_believed_where_no_board_was_seen_since() {
        String before = world.owner.holder();
        see(new Holding(0, "other", 1));
        world.owner.renew();
        world.answer(Renew.class, world.renewed(false, new Holding(0, "other", 1)));
        slice(before, 2);
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 1)));
        world.present();
        assertNothingCame();
    }

    @Test
    void a_slice_of_a_term_below_that_of_another_owner_is_not_believed() {
        see(new Holding(0, "other", 4));
        slice(world.owner.holder(), 2);
        assertNothingCame();
    }

    @Test
    void a_slice_of_a_shard_that_was_let_go_since_is_not_believed() {
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, null, 5)));
        world.present();
        slice(world.owner.holder(), 2);
        assertNothingCame();
    }

    @Test
    void a_board_that_is_older_than_the_last_one_makes_no_slice_younger() {
        see(new Holding(0, "other", 4));
        see(new Holding(0, "other", 1));
        slice(world.owner.holder(), 2);
        assertNothingCame();
    }

    @Test
    void a_slice_that_comes_again_after_its_shard_was_given_on_takes_nothing_back() {
        see(new Holding(0, "other", 1));
        slice(world.owner.holder(), 2);
        read();
        giveOn();
        slice(world.owner.holder(), 2);
        assertEquals(0, world.owner.entries());
        result();
        assertEquals(
                List.of(running.occurrence()),
                world.forwarded.stream().map(AttemptResult::occurrence).toList(),
                "whoever has the shard by now waits for it");
    }

    @Test
    void a_slice_that_comes_twice_counts_once() {
        see(new Holding(0, "other", 1));
        slice(world.owner.holder(), 2);
        read();
        world.result(world.onlyOrder(), new Succeeded());
        result();
        while (world.isAsked(Settle.class)) {
            world.settle(true);
        }
        world.readNothing();
        slice(world.owner.holder(), 2);
        world.passAndTurn(10);
        assertEquals(1, world.orders.size());
        assertEquals(0, world.owner.entries());
        assertEquals(0, world.owner.resultsAwaited());
        assertEquals(List.of(), world.owner.unquiet(), "nothing takes up room in its queue");
    }

    @Test
    void a_shard_that_comes_back_under_a_higher_term_is_believed_before_any_board_shows_it() {
        see(new Holding(0, "other", 1));
        slice(world.owner.holder(), 2);
        read();
        giveOn();
        Pending next = world.oneShot("next", 0);
        slice(world.owner.holder(), 4, next);
        assertEquals(next.occurrence(), world.orders.getLast().occurrence());
        assertEquals(4, world.orders.getLast().term());
    }

    @Test
    void a_shard_that_the_board_already_shows_as_ours_is_believed() {
        see(new Holding(0, world.owner.holder(), 2));
        slice(world.owner.holder(), 2);
        assertEquals(2, world.onlyOrder().term());
    }

    @Test
    void a_slice_that_comes_while_its_shard_is_reclaimed_is_believed_and_written_under_the_new_term() {
        see(new Holding(0, world.owner.holder(), 2));
        see(new Holding(0, world.owner.holder(), 2));
        slice(world.owner.holder(), 2);
        world.result(world.onlyOrder(), new Succeeded());
        assertFalse(world.isAsked(Settle.class), "the term is about to rise, or has");
        world.answer(Reclaim.class, world.claimed(3, true));
        assertEquals(3, world.request(Settle.class).settlements().getFirst().term());
        world.settle(true);
        read();
        assertEquals(overdue.occurrence(), world.onlyOrder().occurrence(), "what runs is not attempted beside it");
    }

    private void see(Holding holding) {
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, holding));
        world.present();
    }

    private void slice(String to, long term) {
        slice(to, term, overdue);
    }

    private void slice(String to, long term, Pending soon) {
        Inheritance shard = new Inheritance(new Holding(0, to, term), ManualWorld.START, ReadPoint.START, true);
        world.owner.handOver(new HandOver(
                "former",
                List.of(shard),
                List.of(new Flight(running.occurrence(), 1, TIMEOUT_MILLIS)),
                List.of(new QueuedFlight(0, "queue", running.occurrence(), 1, TIMEOUT_MILLIS)),
                List.of(soon)));
    }

    private void read() {
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(9, 9, List.of())));
        world.answer(ReadDue.class, DuePages.of(List.of(running), List.of(0)));
        world.owner.turn();
    }

    private void giveOn() {
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(true);
        Holder me = new Holder(world.owner.holder(), ManualWorld.ADDRESS, true, true);
        Holder third = new Holder("third", "third", true);
        world.owner.renew();
        world.answer(
                Renew.class,
                new Renewed(
                        true,
                        world.time.databaseMicros(),
                        new Board(List.of(me, third), List.of(new Holding(0, me.id(), 2)))));
        world.owner.turn();
        world.answer(Cede.class, new Ceded(List.of(new Holding(0, third.id(), 3))));
    }

    private void result() {
        world.owner.attempted(List.of(new AttemptResult(running.occurrence(), 0, 1, 1, 0, 0, new Succeeded())));
    }

    private void assertNothingCame() {
        world.passAndTurn(10);
        assertEquals(List.of(), world.orders);
        assertEquals(List.of(), world.announced);
        assertEquals(0, world.owner.entries());
        assertEquals(0, world.owner.resultsAwaited());
        result();
        assertEquals(
                1,
                world.registry.get("carillon.stray.results").counter().count(),
                "its result is for whoever has the shard");
    }
}
