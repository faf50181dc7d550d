package shape;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A steady 5,000 lives a second while another session holds a transaction open: how long a page read takes at the
 * start and at the end, and what a take-over costs then.
 */
final class Held {
    private static final int BATCH = 1_000;
    private static final long BATCH_NANOS = 200_000_000;
    private static final int HISTORY_A_DAY = 20_000;

    private final Schema schema;
    private final ConcurrentLinkedQueue<Task> read = new ConcurrentLinkedQueue<>();
    private final AtomicLong lives = new AtomicLong();
    private final List<Page> pages = new ArrayList<>();
    private volatile boolean ended;
    private volatile OffsetDateTime ack;

    private record Page(long nanos, int rows) {}

    private Held(Schema schema) {
        this.schema = schema;
        ack = OffsetDateTime.now(ZoneOffset.UTC);
    }

    static void compare(LocalDate today, int seconds) throws InterruptedException {
        for (var variant : List.of(Variant.A1, Variant.B)) {
            new Held(new Schema(variant, today)).run(seconds);
        }
    }

    private void run(int seconds) throws InterruptedException {
        try (var control = Session.open();
                var holder = Session.open();
                var inserting = Session.open();
                var reading = Session.open();
                var recording = Session.open()) {
            schema.create(control);
            History.fill(control, schema, HISTORY_A_DAY);
            var first = OffsetDateTime.now(ZoneOffset.UTC);
            holder.script("BEGIN ISOLATION LEVEL REPEATABLE READ");
            holder.row("SELECT pg_current_xact_id()::text");
            var before = Schema.sizes(control, "task");
            var threads = List.of(
                    Thread.ofPlatform().start(() -> insert(inserting)),
                    Thread.ofPlatform().start(() -> read(reading)),
                    Thread.ofPlatform().start(() -> record(recording)));
            Thread.sleep(seconds * 1_000L);
            var middle = ack;
            report(control, before);
            takeOver("take-over from the ack level, held", middle);
            takeOver("take-over without an ack level, held", first);
            ended = true;
            for (var thread : threads) {
                thread.join();
            }
            holder.script("ROLLBACK");
            takeOver("take-over without an ack level, released", first);
        }
    }

    private void report(Session control, long[] before) {
        List<Page> copy;
        synchronized (pages) {
            copy = List.copyOf(pages);
        }
        var size = Schema.sizes(control, "task");
        var tenth = Math.min(50, copy.size() / 2);
        var early = copy.subList(0, tenth);
        var late = copy.subList(copy.size() - tenth, copy.size());
        System.out.printf(
                "- %s: %,d lives; page read ms first 10 s %s of %s rows, last 10 s %s of %s rows; "
                        + "task heap %+,d KiB, indexes %+,d KiB%n",
                schema.variant(),
                lives.get(),
                Spread.of(early, p -> p.nanos / 1e6),
                Spread.of(early, p -> p.rows),
                Spread.of(late, p -> p.nanos / 1e6),
                Spread.of(late, p -> p.rows),
                (size[0] - before[0]) / 1024,
                (size[1] - before[1]) / 1024);
    }

    private void takeOver(String what, OffsetDateTime from) {
        try (var fresh = Session.open()) {
            var times = new ArrayList<Double>();
            var rows = 0;
            for (short shard = 0; shard < 9; shard++) {
                var start = System.nanoTime();
                rows = fresh.query(schema.variant().takeOver(), Tuple.of(shard, from))
                        .size();
                times.add((System.nanoTime() - start) / 1e6);
            }
            System.out.printf("- %s: %s ms, %s, %d rows%n", schema.variant(), what, Spread.of(times, t -> t), rows);
        }
    }

    private void insert(Session session) {
        var random = new SplittableRandom(2);
        for (var next = System.nanoTime(); !ended; next += BATCH_NANOS) {
            sleepUntil(next);
            var tasks = new ArrayList<Task>(BATCH);
            var due = OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(2);
            for (int i = 0; i < BATCH; i++) {
                tasks.add(Task.made(random, due.plusNanos(1000 * random.nextLong(1_000_000))));
            }
            session.query(Variant.INSERT, Task.insert(schema.lot(), tasks));
        }
    }

    /** Reads a second ahead, behind a cursor a shard; what is inserted is due later still. */
    private void read(Session session) {
        var shards = new Short[Schema.SHARDS];
        var dues = new OffsetDateTime[Schema.SHARDS];
        var ids = new String[Schema.SHARDS];
        Arrays.setAll(shards, i -> (short) i);
        Arrays.fill(dues, ack);
        Arrays.fill(ids, "");
        for (var next = System.nanoTime(); !ended; next += BATCH_NANOS) {
            sleepUntil(next);
            var horizon = OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(1);
            var start = System.nanoTime();
            var rows = session.query(Variant.PAGE, Tuple.of(shards, dues, ids, horizon));
            var page = new Page(System.nanoTime() - start, rows.size());
            for (var row : rows) {
                var task = new Task(row.getString(0), row.getShort(1), row.getOffsetDateTime(4));
                dues[task.shard()] = task.due();
                ids[task.shard()] = task.id();
                read.add(task);
            }
            if (page.rows > 0) {
                synchronized (pages) {
                    pages.add(page);
                }
            }
        }
    }

    private void record(Session session) {
        var queue = new PriorityQueue<Task>();
        var acked = System.nanoTime();
        while (!ended) {
            for (Task task; (task = read.poll()) != null; ) {
                queue.add(task);
            }
            var now = OffsetDateTime.now(ZoneOffset.UTC);
            var tasks = new ArrayList<Task>(BATCH);
            while (tasks.size() < BATCH
                    && !queue.isEmpty()
                    && queue.peek().due().isBefore(now)) {
                tasks.add(queue.remove());
            }
            if (tasks.size() < BATCH / 2) {
                queue.addAll(tasks);
                sleepUntil(System.nanoTime() + 20_000_000);
                continue;
            }
            lives.addAndGet(session.query(schema.variant().outcome(), Task.outcome(tasks))
                    .rowCount());
            if (System.nanoTime() - acked > 1_000_000_000L) {
                acked = System.nanoTime();
                ack = tasks.getLast().due();
                Session.await(Ack.store(session, ack));
            }
        }
    }

    private static void sleepUntil(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, nanos - System.nanoTime())));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
