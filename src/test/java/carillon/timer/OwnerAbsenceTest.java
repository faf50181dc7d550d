package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.message.AttemptResult.NoHandler;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.DeliveryMessage.Order;
import carillon.message.LineCursor;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Standing;
import carillon.message.StoreMessage.Acknowledge;
import carillon.message.StoreMessage.Change;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.LinePage;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.QueuesRead;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadLine;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.ReadQueues;
import carillon.message.StoreMessage.Settle;
import carillon.message.TaskChange;
import carillon.message.TimerMessage.Standings;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Queued;
import carillon.task.Trigger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What waits for a handler has a share of memory, and keeps nothing else from starting. */
class OwnerAbsenceTest {

    private static final int ROOM = 8;
    /** So many of a handler are tried, of so little room. */
    private static final int TRIED = 2;

    private final ManualWorld world = ManualWorld.owning(ROOM);
    private long point = 1_000;

    @Test
    void a_handler_that_nobody_registered_keeps_no_other_task_waiting() {
        arm(tasks("absent", ROOM, null));
        List.copyOf(world.orders).forEach(order -> world.result(order, new NoHandler()));
        assertEquals(TRIED, world.owner.entries());
        world.orders.clear();

        assertAnotherTaskFires();
    }

    @Test
    void revived_occurrences_of_a_handler_that_is_not_there_keep_no_other_task_waiting() {
        List<Pending> revived = revived(null);
        absent(revived);

        assertAnotherTaskFires();
    }

    @Test
    void revived_occurrences_of_a_queue_are_read_by_their_instants_when_their_handler_is_there() {
        loadQueues();
        List<Pending> revived = revived(new Queued("q", false, false));
        absentInQueue(revived);

        world.owner.handlerUp("work");

        assertFalse(world.isAsked(ReadLine.class), "they stand in no line that is read");
        assertTrue(world.request(ReadDue.class).cursors().getFirst().due()
                <= revived.getFirst().due());
        world.answer(ReadDue.class, DuePages.of(revived, List.of(0)));
        assertEquals(ROOM, succeedAll().size());
    }

    @Test
    void others_of_a_handler_that_is_not_there_are_left_out_untried() {
        arm(tasks("absent", ROOM, null));
        List.copyOf(world.orders).forEach(order -> world.result(order, new NoHandler()));
        world.orders.clear();

        arm(tasks("later", ROOM, null));

        List<@Nullable String> reasons = new ArrayList<>();
        assertEquals(List.of(), world.orders);
        assertEquals(TRIED, world.owner.entries());
        world.owner.standings().tell(List.of("later0", "later1"), new Reply<Standings>() {
            @Override
            public void answered(Standings answer) {
                reasons.addAll(answer.standings().stream().map(Standing::reason).toList());
            }

            @Override
            public void failed(BusFailure failure) {
                throw failure;
            }
        });
        assertEquals(Collections.nCopies(2, "no handler named work is registered"), reasons);
    }

    @Test
    void what_was_left_out_is_not_acknowledged_and_read_when_its_handler_is_there() {
        List<Pending> tasks = tasks("absent", ROOM, null);
        absent(tasks);
        live(2_000);
        assertTrue(lastLevel() <= tasks.getFirst().due());
        assertFalse(world.isAsked(ReadDue.class), "nothing is read in vain");

        world.owner.handlerUp("work");

        assertTrue(world.request(ReadDue.class).cursors().getFirst().due()
                <= tasks.get(TRIED).due());
        world.answer(ReadDue.class, DuePages.of(tasks, List.of(0)));
        world.passAndTurn(1);
        assertEquals(ROOM, world.orders.size());
        world.orders.forEach(order -> world.result(order, new Succeeded()));
        settleAll();
        live(2_000);
        assertTrue(lastLevel() > tasks.getLast().due());
    }

    @Test
    void an_attempt_that_was_made_shows_that_a_handler_is_there_whose_message_was_lost() {
        absent(tasks("absent", ROOM, null));
        world.passAndTurn(TimerOptions.ABSENT_MILLIS_MIN);
        assertEquals(TRIED, world.orders.size());

        world.result(world.orders.getFirst(), new Succeeded());

        assertTrue(world.isAsked(ReadDue.class));
    }

    @Test
    void what_was_left_out_is_read_when_those_that_were_tried_are_gone() {
        List<Pending> tasks = tasks("absent", ROOM, null);
        absent(tasks);
        for (Pending each : tasks.subList(0, TRIED)) {
            world.owner.apply(new TaskChange.Cancel(each.id()), 0, Reply.ignored());
            world.answer(Change.class, new Changed(Status.CHANGED, null, List.of()));
        }
        assertEquals(0, world.owner.entries());

        live(TimerOptions.ABSENT_MILLIS_MAX);

        assertTrue(world.isAsked(ReadDue.class));
        world.answer(ReadDue.class, DuePages.of(tasks.subList(TRIED, ROOM), List.of(0)));
        world.passAndTurn(1);
        assertEquals(ROOM - TRIED, world.orders.size());
    }

    @Test
    void in_a_queue_nothing_overtakes_what_was_left_out() {
        loadQueues();
        List<Pending> tasks = tasks("absent", ROOM, new Queued("q", false, false));
        absentInQueue(tasks);

        world.owner.handlerUp("work");
        Pending newer = tasks("newer", 1, new Queued("q", false, false)).getFirst();
        world.owner.arm(List.of(newer), null);
        List<String> started = succeedAll();
        assertEquals(List.of("absent0", "absent1"), started);

        ReadLine read = world.request(ReadLine.class);
        assertEquals(tasks.get(TRIED).place(), read.from().place());
        List<Pending> rest = new ArrayList<>(tasks.subList(TRIED, ROOM));
        rest.add(newer);
        while (world.isAsked(ReadLine.class)) {
            readLine(rest);
            started.addAll(succeedAll());
        }
        assertEquals(
                List.of(
                        "absent0", "absent1", "absent2", "absent3", "absent4", "absent5", "absent6", "absent7",
                        "newer0"),
                started);
    }

    private void assertAnotherTaskFires() {
        Pending good = world.pending(
                "good",
                Definition.of(new Trigger.At(world.time.databaseMillis()), new Action.Handler("present")),
                world.time.databaseMillis());
        arm(List.of(good));

        assertEquals("good", world.onlyOrder().occurrence().id());
    }

    /** Lets tasks be tried, for whom nobody is registered. */
    private void absent(List<Pending> tasks) {
        arm(tasks);
        List.copyOf(world.orders).forEach(order -> world.result(order, new NoHandler()));
        world.orders.clear();
        assertEquals(TRIED, world.owner.entries());
    }

    private void absentInQueue(List<Pending> tasks) {
        arm(tasks);
        for (int i = 0; i < ROOM; i++) {
            world.passAndTurn(1);
            List<Order> batch = List.copyOf(world.orders);
            world.orders.clear();
            batch.forEach(order -> world.result(order, new NoHandler()));
        }
        assertEquals(TRIED, world.owner.entries());
    }

    private void arm(List<Pending> tasks) {
        world.owner.arm(tasks, null);
        world.passAndTurn(1);
    }

    private List<Pending> tasks(String name, int count, @Nullable Queued queue) {
        List<Pending> tasks = new ArrayList<>();
        long due = world.time.databaseMillis();
        Definition definition = Definition.of(new Trigger.At(due), new Action.Handler("work"));
        for (int i = 0; i < count; i++) {
            tasks.add(new Pending(
                    name + i,
                    0,
                    1,
                    queue == null ? definition : definition.withQueue(queue),
                    due,
                    due,
                    due,
                    0,
                    false,
                    point++,
                    0,
                    null,
                    false,
                    point,
                    0));
        }
        return tasks;
    }

    /** Occurrences of one task, beside its schedule. */
    private List<Pending> revived(@Nullable Queued queue) {
        List<Pending> revived = new ArrayList<>();
        for (Pending each : tasks("revived", ROOM, queue)) {
            revived.add(new Pending(
                    "revived",
                    0,
                    1,
                    each.definition(),
                    each.acceptedAt(),
                    each.due() - 10_000 + revived.size(),
                    each.due(),
                    5,
                    true,
                    each.transaction(),
                    0,
                    null,
                    false,
                    each.place(),
                    5));
        }
        return revived;
    }

    private void loadQueues() {
        world.owner.turn();
        world.answer(ReadQueues.class, new QueuesRead(List.of()));
    }

    private List<String> succeedAll() {
        List<String> started = new ArrayList<>();
        world.passAndTurn(1);
        while (!world.orders.isEmpty()) {
            List<Order> batch = List.copyOf(world.orders);
            world.orders.clear();
            for (Order order : batch) {
                started.add(order.occurrence().id());
                world.result(order, new Succeeded());
            }
            settleAll();
            world.passAndTurn(1);
        }
        return started;
    }

    private void readLine(List<Pending> line) {
        ReadLine read = world.request(ReadLine.class);
        List<Pending> left = line.stream()
                .filter(each -> each.due() > read.from().due()
                        || each.place() >= read.from().place())
                .toList();
        List<Pending> page = left.subList(0, Math.min(read.limit(), left.size()));
        LineCursor from = read.from();
        LineCursor next = page.size() == left.size()
                ? null
                : new LineCursor(
                        0, "q", from.priority(), from.due(), page.getLast().place() + 1);
        world.answer(ReadLine.class, new LinePage(page, next));
    }

    private void settleAll() {
        while (world.isAsked(Settle.class)) {
            world.settle(true);
        }
    }

    /** Lets the owner live on, with nothing new in the database. */
    private void live(long millis) {
        for (long passed = 0; passed < millis; passed += 1_000) {
            world.pass(1_000);
            world.renew(1);
            world.owner.turn();
            List.copyOf(world.orders).forEach(order -> world.result(order, new NoHandler()));
            world.orders.clear();
            while (world.isAsked(ReadNew.class)) {
                point++;
                world.answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(point, point, List.of()), null));
            }
        }
    }

    private long lastLevel() {
        long level = Long.MIN_VALUE;
        while (world.isAsked(Acknowledge.class)) {
            level = world.request(Acknowledge.class).levels().getFirst().doneBefore();
            world.answer(Acknowledge.class, new Done());
        }
        return level;
    }
}
