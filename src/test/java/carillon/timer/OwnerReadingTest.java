package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Holding;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.DueCursor;
import carillon.message.DuePage;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Sighting;
import carillon.message.SightingCursor;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Claimed;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Renew;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules 2 and 3: reads and messages that are older than what happened since, and what they left behind. */
class OwnerReadingTest {

    private static final ReadPoint SEEN = new ReadPoint(20, 20, List.of());

    private final ManualWorld world = ManualWorld.owning();

    @Test
    void a_page_that_is_older_than_an_outcome_fires_nothing_again() {
        world.passAndTurn(20_000);
        world.renew(1);
        world.owner.turn();
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(10, 10, List.of())));
        assertTrue(world.isAsked(ReadDue.class), "a page is under way");
        Pending task = world.oneShot("a", 0);
        fireAndSettle(task);

        world.answer(ReadDue.class, DuePages.of(List.of(task), List.of(0)));
        world.passAndTurn(10);

        assertEquals(1, world.orders.size());
    }

    @Test
    void an_arm_message_that_comes_after_the_outcome_fires_nothing_again() {
        Pending task = world.oneShot("a", 0);
        fireAndSettle(task);

        world.owner.arm(List.of(task), null);
        world.passAndTurn(10);

        assertEquals(1, world.orders.size());
    }

    @Test
    void an_arm_message_expires_with_the_safety_read_that_covers_its_commit() {
        Pending task = world.oneShot("a", 0);
        fireAndSettle(task);
        safetyRead(new NewPage(List.of(), new ReadPoint(1_000, 1_000, List.of())));

        world.owner.arm(List.of(task), null);
        world.passAndTurn(10);

        assertEquals(1, world.orders.size());
    }

    @Test
    void what_a_lost_message_left_behind_is_read_again_from_its_due_instant() {
        Pending task = world.oneShot("lost", 1_200);
        long due = task.due();
        missTwice(task);

        DueCursor cursor = world.request(ReadDue.class).cursors().getFirst();
        assertEquals(DueCursor.from(0, due, true), cursor, "rows that have an outcome are left out");
        world.answer(ReadDue.class, DuePages.of(List.of(task), List.of(0)));
        world.passAndTurn(10);
        assertEquals("lost", world.onlyOrder().occurrence().id());
    }

    @Test
    void a_page_that_met_nothing_but_what_is_settled_is_gone_on_with_behind_that() {
        ManualWorld fresh = new ManualWorld();
        fresh.holdUnder(1, true);
        fresh.answer(ReadNew.class, new NewPage(List.of(), SEEN));
        DueCursor met = new DueCursor(
                0, fresh.request(ReadDue.class).cursors().getFirst().due() + 5, "met", null, false);
        fresh.answer(ReadDue.class, new DuePage(List.of(), List.of(), List.of(met)));
        DueCursor next = fresh.request(ReadDue.class).cursors().getFirst();
        assertEquals("met", next.id());
        assertEquals(met.due(), next.due());
    }

    @Test
    void what_a_safety_read_does_not_know_may_be_on_its_way_and_is_taken_in_when_it_comes() {
        Pending task = world.oneShot("late", 100);
        safetyRead(missing(task));
        world.owner.arm(List.of(task), null);
        assertFalse(world.isAsked(ReadDue.class), "nothing is read again");
        world.passAndTurn(100);
        assertEquals("late", world.onlyOrder().occurrence().id());
    }

    @Test
    void what_came_meanwhile_is_not_read_again_by_the_next_safety_read() {
        Pending task = world.oneShot("late", 2_000);
        safetyRead(missing(task));
        world.owner.arm(List.of(task), null);
        world.passAndTurn(TimerOptions.MISSING_MILLIS);
        world.answer(ReadNew.class, missing(task));
        assertFalse(world.isAsked(ReadDue.class));
    }

    @Test
    void nothing_is_seen_that_may_be_on_its_way() {
        Pending task = world.oneShot("late", 2_000);
        safetyRead(missing(task));
        world.passAndTurn(TimerOptions.MISSING_MILLIS);
        assertFalse(world.request(ReadNew.class).since().covers(task.transaction()));
        world.answer(ReadNew.class, new NewPage(List.of(), SEEN));
        world.passAndTurn(1_000);
        assertTrue(world.request(ReadNew.class).since().covers(task.transaction()));
    }

    /** Two safety reads name a task whose message does not come. */
    private void missTwice(Pending task) {
        safetyRead(missing(task));
        assertFalse(world.isAsked(ReadDue.class), "it may be on its way");
        world.passAndTurn(TimerOptions.MISSING_MILLIS);
        world.answer(ReadNew.class, missing(task));
    }

    private static NewPage missing(Pending task) {
        return new NewPage(List.of(sighting(task)), SEEN);
    }

    @Test
    void what_is_known_or_settled_is_not_read_again() {
        Pending settled = world.oneShot("settled", 0);
        fireAndSettle(settled);
        Pending armed = world.oneShot("armed", 5_000);
        world.owner.arm(List.of(armed), null);

        NewPage both = new NewPage(List.of(sighting(settled), sighting(armed)), new ReadPoint(50, 50, List.of()));
        safetyRead(both);
        safetyRead(both);

        assertFalse(world.isAsked(ReadDue.class), "nothing was unknown");
    }

    @Test
    void a_page_of_many_shards_is_as_long_as_that_of_one() {
        ManualWorld wide = new ManualWorld();
        List<Inheritance> gained = IntStream.range(0, 64)
                .mapToObj(shard -> new Inheritance(
                        new Holding(shard, wide.owner.holder(), 1), ManualWorld.START, ReadPoint.START, true))
                .toList();
        wide.owner.renew();
        wide.answer(Renew.class, wide.renewed(true, new Holding(0, null, 0)));
        wide.answer(Claim.class, new Claimed(gained));
        wide.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(5, 5, List.of())));
        ReadDue page = wide.request(ReadDue.class);
        assertEquals(64, page.cursors().size());
        assertEquals(TimerOptions.PAGE_MAX / 64, page.limitPerShard());
    }

    @Test
    void shards_that_were_gained_one_after_the_other_are_read_on_together() {
        world.pass(5_000);
        world.gainSecond();
        NewPage nothing = new NewPage(List.of(), new ReadPoint(50, 50, List.of()));
        world.answer(ReadNew.class, nothing);
        world.answer(ReadNew.class, nothing);
        assertEquals(List.of(1), shardsOf(world.request(ReadDue.class)), "nothing is known of the second one");
        world.answer(ReadDue.class, DuePages.of(List.of(), List.of(1)));

        world.pass(11_000);
        world.renew(1);
        world.answer(ReadNew.class, nothing);

        assertEquals(List.of(0, 1), shardsOf(world.request(ReadDue.class)));
    }

    private static List<Integer> shardsOf(ReadDue page) {
        return page.cursors().stream().map(DueCursor::shard).toList();
    }

    @Test
    void a_task_in_two_sources_is_armed_once() {
        Pending task = world.oneShot("a", 50);
        world.owner.arm(List.of(task), null);
        world.owner.arm(List.of(task), null);
        world.passAndTurn(60);
        assertEquals(1, world.orders.size());
    }

    @Test
    void a_safety_read_of_many_pages_leaves_room_for_other_reading_and_knows_what_its_first_page_knew() {
        ManualWorld fresh = new ManualWorld();
        fresh.holdUnder(1, true);
        ReadPoint seen = new ReadPoint(20, 20, List.of());
        Pending task = fresh.oneShot("found", 100);
        SightingCursor next = new SightingCursor(9, "a", 0);
        fresh.answer(ReadNew.class, new NewPage(List.of(sighting(task)), seen, next));

        fresh.answer(ReadDue.class, DuePages.of(List.of(task), List.of(0)));
        ReadNew second = fresh.request(ReadNew.class);
        assertEquals(next, second.after());
        assertEquals(ReadPoint.START, second.since());
        fresh.answer(ReadNew.class, new NewPage(List.of(sighting(task)), new ReadPoint(30, 30, List.of())));
        fresh.answer(ReadDue.class, DuePages.of(List.of(task), List.of(0)));

        fresh.pass(TimerOptions.DEFAULT.safetyMillis());
        fresh.renew(1);
        fresh.owner.turn();
        assertEquals(1, fresh.orders.size(), "armed once");
        ReadNew following = fresh.request(ReadNew.class);
        assertEquals(seen, following.since(), "what committed between the pages is not known");
        assertEquals(SightingCursor.START, following.after());
    }

    @Test
    void a_safety_read_that_breaks_off_begins_again_and_knows_nothing_more() {
        ManualWorld fresh = new ManualWorld();
        fresh.holdUnder(1, true);
        ReadPoint seen = new ReadPoint(20, 20, List.of());
        fresh.answer(ReadNew.class, new NewPage(List.of(), seen, new SightingCursor(9, "a", 0)));
        fresh.answer(ReadDue.class, DuePages.of(List.of(), List.of(0)));
        fresh.fail(ReadNew.class);
        fresh.owner.turn();
        ReadNew again = fresh.request(ReadNew.class);
        assertEquals(SightingCursor.START, again.after());
        assertEquals(ReadPoint.START, again.since());
    }

    @Test
    void an_outcome_ahead_of_the_cursor_is_left_out_when_the_cursor_gets_there() {
        ManualWorld behind = new ManualWorld();
        behind.holdUnder(1, true);
        behind.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(5, 5, List.of())));
        behind.passAndTurn(2_000);
        Pending task = behind.oneShot("a", -5);
        behind.owner.arm(List.of(task), null);
        behind.result(behind.onlyOrder(), new Succeeded());
        behind.settle(true);

        Pending older = behind.oneShot("older", -1_000);
        behind.answer(ReadDue.class, DuePages.of(List.of(older), List.of()));
        behind.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(5, 5, List.of())));

        DueCursor cursor = behind.request(ReadDue.class).cursors().getFirst();
        assertEquals(new DueCursor(0, older.due(), "older", null, true), cursor);
    }

    @Test
    void what_is_due_behind_the_horizon_is_left_to_later_reading() {
        world.owner.arm(List.of(world.oneShot("far", TimerOptions.DEFAULT.horizonMillis() + 10_000)), null);
        assertEquals(0, world.owner.entries());
    }

    @Test
    void what_there_is_no_room_for_is_read_again_and_not_forgotten() {
        ManualWorld small = ManualWorld.owning(2);
        small.passAndTurn(20_000);
        small.renew(1);
        small.owner.turn();
        small.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(10, 10, List.of())));
        Pending first = small.oneShot("first", 100);
        Pending second = small.oneShot("second", 200);
        Pending third = small.oneShot("third", 300);
        small.owner.arm(List.of(first, second), null);
        small.answer(ReadDue.class, DuePages.of(List.of(third), List.of(0)));
        assertEquals(2, small.owner.entries());

        small.passAndTurn(250);
        small.orders.forEach(order -> small.result(order, new Succeeded()));
        small.settle(true);
        small.settle(true);
        small.owner.turn();
        assertTrue(small.request(ReadDue.class).cursors().getFirst().due() <= third.due());
    }

    private void safetyRead(NewPage page) {
        world.pass(TimerOptions.DEFAULT.safetyMillis());
        world.renew(1);
        world.owner.turn();
        world.answer(ReadNew.class, page);
    }

    private void fireAndSettle(Pending task) {
        world.owner.arm(List.of(task), null);
        world.result(world.onlyOrder(), new Succeeded());
        world.settle(true);
        assertEquals(0, world.owner.entries());
    }

    private static Sighting sighting(Pending task) {
        return new Sighting(task.id(), 0, 1, task.scheduledFor(), task.due(), task.transaction());
    }
}
