package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.DueCursor;
import carillon.message.DuePage;
import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Sighting;
import carillon.message.SightingCursor;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.NewPage;
import carillon.message.TaskChange;
import carillon.task.Payload;
import carillon.task.Trigger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class LoadTest {

    private static final List<Integer> ALL = List.of(0, 1, 2, 3);

    @AutoClose
    private final StoreRig rig = StoreRig.open();

    @Test
    void pages_behind_a_cursor_bring_every_row_once_in_the_order_of_due_instants() {
        List<NewTask> tasks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            tasks.add(StoreRig.chosen("task-" + i, new Trigger.At(StoreRig.FAR - i % 7)));
        }
        rig.create(tasks.toArray(NewTask[]::new));
        int shard = 2;
        List<Pending> read = rig.readDue(DueCursor.from(shard, 0, false), 3);
        List<Long> dues = read.stream().map(Pending::due).toList();
        assertEquals(dues.stream().sorted().toList(), dues);
        List<String> expected = tasks.stream()
                .map(NewTask::id)
                .filter(id -> StoreRig.shard(id) == shard)
                .sorted()
                .toList();
        assertEquals(expected, read.stream().map(Pending::id).sorted().toList());
    }

    @Test
    void a_page_passes_over_so_many_that_are_settled_and_the_next_one_goes_on_behind_them() {
        rig.create(StoreRig.chosen("late", new Trigger.At(StoreRig.FAR)));
        int shard = StoreRig.shard("late");
        insertSettled(shard, DueQuery.LOOKED_MAX);
        DueCursor start = DueCursor.from(shard, 0, true);
        DuePage first = read(start, 10);
        assertEquals(List.of(), first.pending());
        assertEquals(List.of(), first.complete());
        assertEquals(
                "settled-" + DueQuery.LOOKED_MAX, first.reached().getFirst().id());
        assertEquals(
                List.of("late"),
                rig.readDue(start, 10).stream().map(Pending::id).toList());
    }

    @Test
    void what_is_due_after_the_horizon_is_left_and_the_shard_is_complete() {
        rig.create(StoreRig.chosen("far", new Trigger.At(StoreRig.FAR)));
        int shard = StoreRig.shard("far");
        StoreMessage.ReadDue read =
                new StoreMessage.ReadDue(List.of(DueCursor.from(shard, 0, false)), StoreRig.FAR - 1, 10, true);
        assertEquals(new DuePage(List.of(), List.of(shard), List.of()), rig.ask(read));
    }

    @Test
    void a_page_is_cut_where_payloads_grow_too_large_and_no_cut_shard_counts_as_complete() {
        Payload large = Payload.of("\"" + "x".repeat(250_000) + "\"");
        List<NewTask> tasks = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            NewTask task = StoreRig.chosen("large-" + i, new Trigger.At(StoreRig.FAR));
            tasks.add(new NewTask(task.id(), true, task.definition().withPayload(large)));
        }
        rig.create(tasks.toArray(NewTask[]::new));
        List<DueCursor> cursors =
                ALL.stream().map(shard -> DueCursor.from(shard, 0, false)).toList();
        DuePage page = rig.ask(new StoreMessage.ReadDue(cursors, StoreRig.FAR, 100, true));
        assertTrue(
                page.pending().size() < 48 && page.pending().size() > 20,
                page.pending().size() + " rows");
        for (int shard : page.complete()) {
            long there = tasks.stream()
                    .filter(task -> StoreRig.shard(task.id()) == shard)
                    .count();
            long came = page.pending().stream()
                    .filter(each -> each.shard() == shard)
                    .count();
            assertEquals(there, came);
        }
    }

    @Test
    void settled_one_shots_are_left_out_where_they_may_lie_ahead() {
        rig.create(StoreRig.chosen("settled", new Trigger.Delay(0)));
        Pending pending = rig.pending("settled");
        long term = StoreRig.holding(rig.takeAll("one"), pending.shard()).term();
        rig.settle(StoreRig.success(pending, term, null));
        assertEquals(List.of(), rig.pending());
        assertEquals(
                1, read(DueCursor.from(pending.shard(), 0, false), 10).pending().size());
    }

    @Test
    void extra_occurrences_come_with_their_task() {
        rig.create(StoreRig.chosen("extra", new Trigger.Every(3_600_000, null)));
        int shard = StoreRig.shard("extra");
        long term = StoreRig.holding(rig.takeAll("one"), shard).term();
        Pending fired = rig.ask(new StoreMessage.Change(shard, term, new TaskChange.Fire("extra", null)))
                .pending()
                .get(0);
        assertTrue(fired.extra());
        assertEquals(fired, rig.pending("extra"));
        rig.settle(StoreRig.success(fired, term, null));
        assertFalse(rig.pending("extra").extra());
    }

    @Test
    void a_row_that_commits_late_with_an_older_transaction_is_seen() {
        NewPage start = readNew(ReadPoint.START);
        SqlConnection slow = rig.connect();
        StoreRig.rows(slow, "BEGIN");
        long older = transaction(slow);
        StoreRig.rows(slow, insert("slow", older));
        rig.create(StoreRig.chosen("quick", new Trigger.At(StoreRig.FAR)));
        NewPage first = readNew(start.until());
        assertEquals(List.of("quick"), ids(first));
        long newer = rig.pending("quick").transaction();
        assertTrue(older < newer, older + " is not before " + newer);
        assertFalse(first.until().covers(older));
        assertTrue(first.until().covers(newer));
        StoreRig.rows(slow, "COMMIT");
        NewPage second = readNew(first.until());
        assertEquals(List.of("slow"), ids(second));
        assertEquals(List.of(), ids(readNew(second.until())));
    }

    @Test
    void a_change_makes_a_task_new_again() {
        rig.create(StoreRig.chosen("changed", new Trigger.At(StoreRig.FAR)));
        NewPage before = readNew(ReadPoint.START);
        int shard = StoreRig.shard("changed");
        long term = StoreRig.holding(rig.takeAll("one"), shard).term();
        NewTask other = StoreRig.chosen("changed", new Trigger.At(StoreRig.FAR - 5));
        rig.ask(new StoreMessage.Change(shard, term, new TaskChange.Put(other, null)));
        assertEquals(
                List.of(new Sighting(
                        "changed",
                        shard,
                        2,
                        StoreRig.FAR - 5,
                        StoreRig.FAR - 5,
                        rig.pending("changed").transaction())),
                readNew(before.until()).sightings());
    }

    @Test
    void no_transaction_is_named_of_what_stands_beside_its_schedule() {
        rig.create(StoreRig.chosen("fired", new Trigger.Every(3_600_000, null)));
        NewPage before = readNew(ReadPoint.START);
        int shard = StoreRig.shard("fired");
        long term = StoreRig.holding(rig.takeAll("one"), shard).term();
        rig.ask(new StoreMessage.Change(shard, term, new TaskChange.Fire("fired", null)));
        assertEquals(0, readNew(before.until()).sightings().getFirst().transaction());
    }

    @Test
    void many_new_rows_come_in_pages_each_once() {
        createMany("many", 20);
        rig.create(StoreRig.chosen("fired", new Trigger.Every(3_600_000, null)));
        int shard = StoreRig.shard("fired");
        long term = StoreRig.holding(rig.takeAll("one"), shard).term();
        rig.ask(new StoreMessage.Change(shard, term, new TaskChange.Fire("fired", null)));
        List<String> seen = new ArrayList<>();
        NewPage last = pages(ReadPoint.START, 4, page -> {
            assertTrue(page.sightings().size() <= 4);
            page.sightings().forEach(each -> seen.add(each.id() + "/" + each.scheduledFor()));
        });
        assertNull(last.next());
        assertEquals(22, seen.size());
        assertEquals(22, Set.copyOf(seen).size());
    }

    @Test
    void an_owner_of_an_older_version_which_goes_on_behind_what_it_is_brought_is_brought_something() {
        rig.create(StoreRig.chosen("late", new Trigger.At(StoreRig.FAR)));
        int shard = StoreRig.shard("late");
        insertSettled(shard, 2 * DueQuery.LOOKED_MAX);
        DueCursor start = DueCursor.from(shard, 0, true);
        DuePage page = rig.ask(new StoreMessage.ReadDue(List.of(start), StoreRig.FAR, 10, false));
        assertEquals(List.of("late"), page.pending().stream().map(Pending::id).toList());
        assertEquals(List.of(shard), page.complete());
    }

    @Test
    void a_page_of_several_shards_says_of_each_how_far_it_came() {
        rig.create(StoreRig.chosen("late", new Trigger.At(StoreRig.FAR)));
        insertSettled(0, DueQuery.LOOKED_MAX);
        List<DueCursor> starts =
                ALL.stream().map(shard -> DueCursor.from(shard, 0, true)).toList();
        DuePage page = rig.ask(new StoreMessage.ReadDue(starts, StoreRig.FAR, 10, true));
        int each = DueQuery.LOOKED_MAX / ALL.size();
        assertEquals(
                List.of("settled-" + each),
                page.reached().stream().map(DueCursor::id).toList());
        assertEquals(List.of(1, 2, 3), page.complete().stream().sorted().toList());
    }

    @Test
    void the_last_row_that_is_looked_at_comes_if_it_is_pending() {
        rig.create(StoreRig.chosen("late", new Trigger.At(StoreRig.FAR)));
        int shard = StoreRig.shard("late");
        insertSettled(shard, DueQuery.LOOKED_MAX);
        String last = "settled-" + DueQuery.LOOKED_MAX;
        rig.sql("DELETE FROM run WHERE task_id = $1", last);
        DuePage page = read(DueCursor.from(shard, 0, true), 10);
        assertEquals(List.of(last), page.pending().stream().map(Pending::id).toList());
        assertEquals(last, page.reached().getFirst().id());
    }

    @Test
    void a_safety_read_passes_over_so_many_that_are_settled_and_its_next_page_goes_on_behind_them() {
        rig.create(StoreRig.chosen("late", new Trigger.At(StoreRig.FAR)));
        ReadPoint before = readNew(ReadPoint.START).until();
        insertSettled(StoreRig.shard("late"), DueQuery.LOOKED_MAX);
        rig.create(StoreRig.chosen("later", new Trigger.At(StoreRig.FAR)));
        List<List<String>> pages = new ArrayList<>();
        pages(before, 10, page -> pages.add(ids(page)));
        assertEquals(List.of(List.of(), List.of("later")), pages);
    }

    @Test
    void what_its_reader_knows_is_not_named() {
        createMany("known", 3);
        long known = rig.pending("known-0").transaction();
        createMany("unknown", 3);
        List<String> unknown = List.of("unknown-0", "unknown-1", "unknown-2");
        StoreMessage.ReadNew read =
                new StoreMessage.ReadNew(ALL, ReadPoint.START, StoreRig.FAR, SightingCursor.START, 2, List.of(known));
        NewPage first = rig.ask(read);
        assertTrue(unknown.containsAll(ids(first)), () -> "one page: " + ids(first));
        NewPage second =
                rig.ask(new StoreMessage.ReadNew(ALL, ReadPoint.START, StoreRig.FAR, first.next(), 2, List.of(known)));
        assertEquals(
                unknown,
                Stream.concat(ids(first).stream(), ids(second).stream())
                        .sorted()
                        .toList());
    }

    @Test
    void what_commits_between_two_pages_is_in_the_next_reading_if_it_is_not_in_this_one() {
        NewPage start = readNew(ReadPoint.START);
        SqlConnection slow = rig.connect();
        StoreRig.rows(slow, "BEGIN");
        StoreRig.rows(slow, insert("slow", transaction(slow)));
        createMany("early", 6);
        List<NewPage> pages = new ArrayList<>();
        pages(start.until(), 2, page -> {
            pages.add(page);
            if (pages.size() == 1) {
                StoreRig.rows(slow, "COMMIT");
                createMany("late", 3);
            }
        });
        List<String> seen = new ArrayList<>(
                pages.stream().flatMap(page -> ids(page).stream()).toList());
        assertFalse(seen.contains("slow"), "it lies before the cursor");
        readNew(pages.getFirst().until()).sightings().forEach(each -> seen.add(each.id()));
        assertEquals(10, Set.copyOf(seen).size(), seen::toString);
    }

    @Test
    void only_ones_own_shards_and_what_is_due_before_the_horizon_are_named() {
        rig.create(
                StoreRig.chosen("near", new Trigger.At(StoreRig.FAR - 10)),
                StoreRig.chosen("far", new Trigger.At(StoreRig.FAR)));
        assertEquals(
                List.of("near"),
                ids(rig.ask(
                        new StoreMessage.ReadNew(ALL, ReadPoint.START, StoreRig.FAR - 1, SightingCursor.START, 10))));
        List<Integer> others =
                ALL.stream().filter(shard -> shard != StoreRig.shard("near")).toList();
        assertEquals(
                List.of(),
                ids(rig.ask(new StoreMessage.ReadNew(
                        others, ReadPoint.START, StoreRig.FAR - 1, SightingCursor.START, 10))));
    }

    @Test
    void a_row_that_cannot_be_read_does_not_keep_the_others_back() {
        rig.create(
                StoreRig.chosen("broken", new Trigger.At(StoreRig.FAR)),
                StoreRig.chosen("whole", new Trigger.At(StoreRig.FAR)));
        rig.sql("UPDATE task SET definition = '{}' WHERE id = 'broken'");
        MeterRegistry counters = new SimpleMeterRegistry();
        Metrics.addRegistry(counters);
        assertEquals(List.of("whole"), rig.pending().stream().map(Pending::id).toList());
        Metrics.removeRegistry(counters);
        assertEquals(1, counters.counter("carillon.tasks.unreadable").count(), "the other one is counted");
    }

    private DuePage read(DueCursor cursor, int limit) {
        return rig.ask(new StoreMessage.ReadDue(List.of(cursor), StoreRig.FAR, limit, true));
    }

    private NewPage readNew(ReadPoint since) {
        return rig.ask(new StoreMessage.ReadNew(ALL, since, StoreRig.FAR, SightingCursor.START, 100));
    }

    private NewPage pages(ReadPoint since, int limit, Consumer<NewPage> reader) {
        NewPage page = rig.ask(new StoreMessage.ReadNew(ALL, since, StoreRig.FAR, SightingCursor.START, limit));
        reader.accept(page);
        while (page.next() != null) {
            page = rig.ask(new StoreMessage.ReadNew(ALL, since, StoreRig.FAR, page.next(), limit));
            reader.accept(page);
        }
        return page;
    }

    /** Tasks that are over, each due a second after the one before. */
    private void insertSettled(int shard, int count) {
        rig.sql("""
                INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition)
                SELECT 'settled-' || n, lot, $1, 's', false, d.due, d.due, created_at, definition
                FROM task, generate_series(1, $2) AS n, LATERAL (SELECT to_timestamp(1700000000 + n) AS due) AS d
                WHERE id = 'late'
                """, shard, count);
        rig.sql("""
                INSERT INTO run (task_id, scheduled_for, term, version, attempt, due, outcome)
                SELECT id, nominal, 1, 1, 1, due, 's' FROM task WHERE id LIKE 'settled-%'
                """);
    }

    private void createMany(String name, int count) {
        rig.create(IntStream.range(0, count)
                .mapToObj(i -> StoreRig.chosen(name + "-" + i, new Trigger.At(StoreRig.FAR)))
                .toArray(NewTask[]::new));
    }

    private static List<String> ids(NewPage page) {
        return page.sightings().stream().map(Sighting::id).sorted().toList();
    }

    private static long transaction(SqlConnection connection) {
        return StoreRig.rows(connection, "SELECT pg_current_xact_id()::text::int8")
                .get(0)
                .getLong(0);
    }

    private static String insert(String id, long transaction) {
        return """
            INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition)
            VALUES ('%s', 0, %d, 's', false, to_timestamp(3999999999), to_timestamp(3999999999), now(),
                '{"at":"2096-10-02T07:06:39Z","action":"work"}')
            RETURNING %d
            """.formatted(id, StoreRig.shard(id), transaction);
    }
}
