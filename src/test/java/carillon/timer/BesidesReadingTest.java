package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Holding;
import carillon.message.Changed;
import carillon.message.DueCursor;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Settlement.Spawned;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Claimed;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Overlap;
import carillon.task.Recurrence;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many occurrences stand beside their schedules, and wait for retries behind the horizon, when a shard is gained. */
class BesidesReadingTest {

    private static final int SHARDS = 64;
    private static final long FAR_MILLIS = 2 * TimerOptions.DEFAULT.horizonMillis();
    private static final long SOON_MILLIS = 1_000;

    private final List<Pending> rows = new ArrayList<>();

    @Test
    void a_schedule_goes_on_although_more_wait_for_retries_than_a_page_has_room_for_of_one_shard_of_many() {
        ManualWorld world = new ManualWorld();
        beside(world, "often", 40);
        schedule(world, "often");
        gain(world, SHARDS);
        assertGoesOn(world, 40);
    }

    @Test
    void a_schedule_goes_on_although_more_wait_for_retries_than_any_page_brings() {
        ManualWorld world = new ManualWorld();
        for (int i = 0; i < 30; i++) {
            beside(world, "often-" + i, 90);
        }
        schedule(world, "often-0");
        gain(world, 1);
        assertGoesOn(world, 30 * 90);
    }

    @Test
    void those_behind_the_horizon_are_read_alone_and_each_page_goes_on_behind_the_one_before() {
        ManualWorld world = new ManualWorld();
        beside(world, "often", 40);
        rows.add(world.oneShot("later", FAR_MILLIS + 5));
        gain(world, SHARDS);
        serveNew(world);
        serveDue(world);
        ReadDue next = world.request(ReadDue.class);
        Pending last = rows.get(TimerOptions.PAGE_MAX / SHARDS - 1);
        assertEquals(List.of(new DueCursor(0, last.due(), last.id(), last.scheduledFor(), false)), next.cursors());
        assertTrue(next.horizon() < last.due(), "nothing else is brought");
        assertEquals(TimerOptions.PAGE_MAX, next.limitPerShard());
        serveDue(world);
        assertFalse(world.isAsked(ReadDue.class));
        assertEquals(40, world.owner.entries());
    }

    @Test
    void those_that_find_no_place_are_read_again_when_there_is_room_and_not_before() {
        ManualWorld world = ManualWorld.small(64);
        beside(world, "often", 40);
        beside(world, "other", 40);
        gain(world, 1);
        serveAll(world);
        assertTrue(world.owner.entries() < 64);

        world.owner.apply(new TaskChange.Cancel("often"), 0, Reply.ignored());
        world.answer(Change.class, new Changed(Changed.Status.CHANGED, null, List.of()));
        rows.removeIf(each -> each.id().equals("often"));
        world.owner.turn();
        serveAll(world);
        assertEquals(40, world.owner.entries());
    }

    /** Its next occurrence is written down beside it. */
    private void assertGoesOn(ManualWorld world, int beside) {
        serveAll(world);
        world.passAndTurn(SOON_MILLIS);
        assertTrue(world.isAsked(Settle.class), "it waits until all are known that stand beside schedules");
        assertInstanceOf(
                Spawned.class,
                world.request(Settle.class).settlements().getFirst().step());
        assertEquals(beside + 1, world.owner.entries());
    }

    private void beside(ManualWorld world, String id, int count) {
        for (int i = 0; i < count; i++) {
            long due = ManualWorld.START + FAR_MILLIS + i;
            rows.add(world.pending(id, definition(), ManualWorld.START - 1_000 * (count - i))
                    .spawn()
                    .again(due, 1, ManualWorld.START));
        }
    }

    private void schedule(ManualWorld world, String id) {
        rows.add(world.pending(id, definition(), ManualWorld.START + SOON_MILLIS));
    }

    private static Definition definition() {
        return Definition.of(new Trigger.Every(1_000, ManualWorld.START), new Action.Handler("work"))
                .withRecurrence(Recurrence.DEFAULT.withOverlap(Overlap.ALLOW));
    }

    private static void gain(ManualWorld world, int shards) {
        List<Inheritance> gained = IntStream.range(0, shards)
                .mapToObj(shard -> new Inheritance(
                        new Holding(shard, world.owner.holder(), 1), ManualWorld.START, ReadPoint.START, true))
                .toList();
        world.owner.renew();
        world.answer(Renew.class, world.renewed(true, new Holding(0, null, 0)));
        world.answer(Claim.class, new Claimed(gained));
        world.present();
    }

    /** Answers whatever is read as the database would. */
    private void serveAll(ManualWorld world) {
        int pages = 0;
        while (world.isAsked(ReadNew.class) || world.isAsked(ReadDue.class)) {
            if (world.isAsked(ReadNew.class)) {
                serveNew(world);
            } else {
                serveDue(world);
                pages++;
            }
            if (pages == 20) {
                throw new AssertionError("it reads on and on");
            }
        }
    }

    private static void serveNew(ManualWorld world) {
        world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(9, 9, List.of())));
    }

    private void serveDue(ManualWorld world) {
        ReadDue read = world.request(ReadDue.class);
        List<Pending> page = new ArrayList<>();
        List<Integer> complete = new ArrayList<>();
        for (DueCursor cursor : read.cursors()) {
            List<Pending> found = rows.stream()
                    .filter(each -> each.shard() == cursor.shard())
                    .filter(each -> each.due() <= read.horizon() || each.spawned())
                    .filter(each -> DueOrder.isBehind(each, cursor))
                    .sorted(DueOrder.BY_DUE)
                    .limit(read.limitPerShard())
                    .toList();
            page.addAll(found);
            if (found.size() < read.limitPerShard()) {
                complete.add(cursor.shard());
            }
        }
        world.answer(ReadDue.class, DuePages.of(page, complete));
    }
}
