package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Holding;
import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DeliveryMessage.Order;
import carillon.message.DueCursor;
import carillon.message.DuePage;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Settlement.Again;
import carillon.message.Sighting;
import carillon.message.StoreMessage.Acknowledge;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange;
import carillon.message.TaskChange.Fire;
import carillon.message.TaskChange.Pause;
import carillon.message.TaskChange.Put;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.RetryPolicy;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is let go of is read again, also while a page is under way that passes it; and no ack level passes it. */
class LetGoTest {

    private static final long SECOND = 1_000;

    private final List<Pending> rows = new ArrayList<>();
    private long point = 1;

    @Test
    void what_a_page_brings_when_there_is_no_room_is_attempted_when_there_is() {
        ManualWorld world = reading(2);
        Pending third = world.oneShot("third", 300);
        world.owner.arm(List.of(world.oneShot("first", 100), world.oneShot("second", 200)), null);
        world.answer(ReadDue.class, DuePages.of(List.of(third), List.of(0)));
        world.passAndTurn(250);
        List.copyOf(world.orders).forEach(order -> end(world, order, new Succeeded()));
        assertEquals(0, world.owner.entries());
        rows.add(third);
        live(world, 1);
        assertEquals(third.occurrence(), world.orders.getLast().occurrence());
        assertTrue(acknowledged(world) <= third.due(), "it has no outcome yet");
    }

    @Test
    void what_has_no_room_beside_others_of_its_instant_is_attempted_too() {
        ManualWorld world = reading(2);
        Pending a = world.oneShot("a", 0);
        Pending b = world.oneShot("b", 0);
        world.owner.arm(List.of(world.oneShot("first", 0), world.oneShot("second", 0)), null);
        world.answer(ReadDue.class, DuePages.of(List.of(a, b), List.of()));
        world.passAndTurn(10);
        List.copyOf(world.orders).forEach(order -> end(world, order, new Succeeded()));
        world.owner.turn();
        DueCursor next = world.request(ReadDue.class).cursors().getFirst();
        assertEquals(DueCursor.from(0, a.due(), true), next, "not behind b");
    }

    @Test
    void what_a_lost_message_left_within_the_instant_that_was_read_last_is_read_again() {
        ManualWorld world = reading(8);
        Pending late = world.oneShot("m", 2_000);
        world.answer(ReadDue.class, DuePages.of(List.of(late), List.of()));
        assertEquals("m", world.request(ReadDue.class).cursors().getFirst().id());
        world.fail(ReadDue.class);
        world.passAndTurn(SECOND);
        NewPage found = new NewPage(
                List.of(new Sighting("a", 0, 1, late.due(), late.due(), late.transaction())), nextPoint(), null);
        world.answer(ReadNew.class, found);
        world.fail(ReadDue.class);
        world.passAndTurn(TimerOptions.MISSING_MILLIS);
        world.answer(ReadNew.class, found);
        assertEquals("", world.request(ReadDue.class).cursors().getFirst().id());
    }

    @Test
    void a_retry_after_a_change_of_unknown_outcome_is_made_although_a_page_passes_it() {
        ManualWorld world = ManualWorld.owning();
        Pending task = retried(world);
        changeInTheDark(world, task, new Pause("a"));
        world.result(world.onlyOrder(), new Failed("no", null));
        world.answer(Reclaim.class, world.claimed(2, true));
        world.owner.turn();
        assertTrue(world.isAsked(ReadDue.class), "a page is under way");
        Again again = assertInstanceOf(
                Again.class, world.settle(true).settlements().getFirst().step());
        rows.add(task.again(again.due(), 1, task.due()));
        world.answer(ReadDue.class, DuePages.of(rows, List.of(0)));
        live(world, 2);
        assertEquals(2, world.orders.size());
    }

    @Test
    void a_schedule_that_a_change_of_unknown_outcome_brought_forward_is_obeyed() {
        ManualWorld world = ManualWorld.owning();
        long now = world.time.databaseMillis();
        Pending task = world.pending("a", every(3_600 * SECOND, now), now);
        Pending sooner = world.pending("a", every(5 * SECOND, now), now + 5 * SECOND);
        changeInTheDark(world, task, new Put(new NewTask("a", true, sooner.definition()), null));
        world.owner.turn();
        world.answer(Reclaim.class, world.claimed(2, true));
        world.owner.turn();
        rows.add(sooner);
        world.answer(ReadDue.class, DuePages.of(rows, List.of(0)));
        end(world, world.onlyOrder(), new Succeeded());
        live(world, 2);
        assertEquals(sooner.occurrence(), world.orders.getLast().occurrence());
    }

    @Test
    void a_page_that_comes_while_a_shard_changes_hands_counts_as_unread() {
        ManualWorld world = reading(8);
        world.passAndTurn(500);
        Pending overdue = world.oneShot("overdue", -100);
        world.owner.retire();
        world.answer(ReadDue.class, DuePages.of(List.of(overdue), List.of(0)));
        assertTrue(world.owner.mayResign(world.owner.nanosIn(0)));
        assertTrue(acknowledged(world) <= overdue.due(), "the next owner must read it");
    }

    @Test
    void a_schedule_that_was_fired_by_hand_while_it_was_read_goes_on() {
        ManualWorld world = reading(8);
        long due = world.time.databaseMillis() + SECOND;
        Pending task = world.pending("a", every(3_600 * SECOND, due), due);
        world.owner.apply(new Fire("a", null), 0, Reply.ignored());
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        rows.add(task);
        world.answer(ReadDue.class, DuePages.of(rows, List.of(0)));
        live(world, 1);
        assertEquals(task.occurrence(), world.onlyOrder().occurrence());
    }

    @Test
    void a_schedule_that_was_fired_by_hand_while_a_safety_read_named_it_goes_on() {
        ManualWorld world = ManualWorld.owning();
        world.passAndTurn(SECOND);
        long due = world.time.databaseMillis() + SECOND;
        Pending lost = world.pending("a", every(3_600 * SECOND, due), due);
        world.owner.apply(new Fire("a", null), 0, Reply.ignored());
        world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        Sighting sighting = new Sighting("a", 0, 1, due, due, 0);
        world.answer(ReadNew.class, new NewPage(List.of(sighting), nextPoint(), null));
        world.passAndTurn(TimerOptions.MISSING_MILLIS);
        world.answer(ReadNew.class, new NewPage(List.of(sighting), nextPoint(), null));
        rows.add(lost);
        live(world, 1);
        assertEquals(lost.occurrence(), world.onlyOrder().occurrence());
    }

    @Test
    void a_page_of_a_shard_that_was_another_s_in_between_is_not_believed() {
        ManualWorld world = reading(8);
        Pending settledByTheOther = world.oneShot("a", 0);
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 2)));
        world.holdUnder(3, true);
        world.answer(ReadDue.class, DuePages.of(List.of(settledByTheOther), List.of(0)));
        live(world, 3);
        assertEquals(List.of(), world.orders);
    }

    @Test
    void a_task_whose_change_is_never_answered_is_attempted_when_its_shard_is_ours_again() {
        ManualWorld world = ManualWorld.owning();
        Pending task = world.oneShot("a", 100);
        world.owner.arm(List.of(task), null);
        world.owner.apply(new Pause("a"), 0, Reply.ignored());
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, "other", 2)));
        world.holdUnder(3, true);
        rows.add(task);
        live(world, 3);
        assertEquals(task.occurrence(), world.onlyOrder().occurrence());
    }

    /** A world with room for so many occurrences whose first page is under way. */
    private ManualWorld reading(int armedMax) {
        ManualWorld world = ManualWorld.small(armedMax);
        world.holdUnder(1, true);
        world.answer(ReadNew.class, new NewPage(List.of(), nextPoint(), null));
        assertTrue(world.isAsked(ReadDue.class), "a page is under way");
        return world;
    }

    private static Pending retried(ManualWorld world) {
        long due = world.time.databaseMillis();
        Definition once = Definition.of(new Trigger.At(due), new Action.Handler("work"))
                .withRetry(new RetryPolicy(5, 2 * SECOND, 1, 2 * SECOND, 0));
        return world.pending("a", once, due);
    }

    private static Definition every(long millis, long from) {
        return Definition.of(new Trigger.Every(millis, from), new Action.Handler("work"));
    }

    /** A change while an attempt runs, of which nobody knows whether it landed. */
    private static void changeInTheDark(ManualWorld world, Pending task, TaskChange change) {
        world.owner.arm(List.of(task), null);
        world.owner.apply(change, 0, Reply.ignored());
        world.answerWithdrawal(List.of(task.occurrence()));
        world.fail(Change.class);
    }

    private static void end(ManualWorld world, Order order, Verdict verdict) {
        world.result(order, verdict);
        while (world.isAsked(Settle.class)) {
            world.settle(true);
        }
    }

    /** Lives on for ten seconds in which each page brings the rows that are behind its cursor. */
    private void live(ManualWorld world, long term) {
        for (int i = 0; i < 10; i++) {
            world.passAndTurn(SECOND);
            world.renew(term);
            world.owner.turn();
            while (world.isAsked(ReadNew.class) || world.isAsked(ReadDue.class)) {
                if (world.isAsked(ReadNew.class)) {
                    world.answer(ReadNew.class, new NewPage(List.of(), nextPoint(), null));
                } else {
                    world.answer(ReadDue.class, page(world.request(ReadDue.class)));
                }
            }
        }
    }

    private DuePage page(ReadDue read) {
        DueCursor from = read.cursors().getFirst();
        List<Pending> behind = rows.stream()
                .filter(row -> row.due() <= read.horizon())
                .filter(row -> row.due() > from.due()
                        || row.due() == from.due() && row.id().compareTo(from.id()) > 0)
                .sorted(Comparator.comparingLong(Pending::due).thenComparing(Pending::id))
                .toList();
        return DuePages.of(behind, List.of(0));
    }

    private ReadPoint nextPoint() {
        point++;
        return new ReadPoint(point, point, List.of());
    }

    private static long acknowledged(ManualWorld world) {
        long level = Long.MIN_VALUE;
        while (world.isAsked(Acknowledge.class)) {
            level = world.request(Acknowledge.class).levels().getFirst().doneBefore();
            world.answer(Acknowledge.class, new Done());
        }
        return level;
    }
}
