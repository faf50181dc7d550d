package shape;

import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whole lives at full speed: one connection inserts, another records outcomes in due order, a few thousand tasks
 * behind. Each keeps two statements in its pipe.
 */
final class Lives {
    private static final int LAG = 4_000;
    private static final long JITTER_MICROS = 100_000;

    private final Schema schema;
    private final int batch;
    private final ConcurrentLinkedQueue<Task> inserted = new ConcurrentLinkedQueue<>();
    private final Semaphore ready = new Semaphore(-LAG);
    private final Semaphore room = new Semaphore(2 * LAG);
    private final AtomicLong lives = new AtomicLong();
    private volatile boolean ended;

    Lives(Schema schema, int batch) {
        this.schema = schema;
        this.batch = batch;
    }

    /** What one run gave: the second half's reading, and the bytes a life left behind at the end. */
    record Result(Meter meter, long taskBytes, long runBytes, long deadTasks) {}

    Result run(int seconds) throws InterruptedException {
        try (var control = Session.open();
                var inserting = Session.open();
                var recording = Session.open()) {
            schema.create(control);
            var inserter = Thread.ofPlatform().start(() -> insert(inserting));
            var recorder = Thread.ofPlatform().start(() -> record(recording));
            Thread.sleep(seconds * 500L);
            var start = Meter.read(control, lives.get());
            Thread.sleep(seconds * 500L);
            var end = Meter.read(control, lives.get());
            ended = true;
            ready.release(1 << 20);
            room.release(1 << 20);
            inserter.join();
            recorder.join();
            var task = Schema.sizes(control, "task");
            var run = Schema.sizes(control, "run");
            var total = lives.get();
            var dead = control.row("SELECT coalesce(sum(n_dead_tup), 0)::int8 FROM pg_stat_user_tables"
                            + " WHERE relname LIKE 'task%'")
                    .getLong(0);
            return new Result(end.since(start), (task[0] + task[1]) / total, (run[0] + run[1]) / total, dead);
        }
    }

    private void insert(Session session) {
        var random = new SplittableRandom(1);
        var before = List.<Task>of();
        var sent = session.send("SELECT 1", Tuple.tuple());
        while (!ended) {
            room.acquireUninterruptibly(batch);
            var tasks = new ArrayList<Task>(batch);
            var now = OffsetDateTime.now(ZoneOffset.UTC);
            for (int i = 0; i < batch; i++) {
                tasks.add(Task.made(random, now.plusNanos(1000 * random.nextLong(JITTER_MICROS))));
            }
            var next = session.send(Variant.INSERT, Task.insert(schema.lot(), tasks));
            Session.await(sent);
            inserted.addAll(before);
            ready.release(before.size());
            before = tasks;
            sent = next;
        }
        Session.await(sent);
    }

    private void record(Session session) {
        var outcome = schema.variant().outcome();
        var queue = new PriorityQueue<Task>();
        var sent = session.send("SELECT 1", Tuple.tuple());
        var pending = 0;
        var acked = System.nanoTime();
        while (true) {
            ready.acquireUninterruptibly(batch);
            for (Task task; (task = inserted.poll()) != null; ) {
                queue.add(task);
            }
            if (ended || queue.size() < batch) {
                break;
            }
            var tasks = new ArrayList<Task>(batch);
            for (int i = 0; i < batch; i++) {
                tasks.add(queue.remove());
            }
            var next = session.send(outcome, Task.outcome(tasks));
            if (schema.variant().lots && System.nanoTime() - acked > 1_000_000_000L) {
                acked = System.nanoTime();
                next = next.eventually(() -> Ack.store(session, tasks.getFirst().due()));
            }
            check(Session.await(sent).rowCount(), pending);
            finished(pending);
            pending = batch;
            sent = next;
        }
        check(Session.await(sent).rowCount(), pending);
        finished(pending);
    }

    private void finished(int count) {
        lives.addAndGet(count);
        room.release(count);
    }

    private static void check(int rows, int expected) {
        if (expected != 0 && rows != expected) {
            throw new IllegalStateException("recorded " + rows + " outcomes of " + expected);
        }
    }
}
