package carillon.bench.cluster;

import carillon.time.Clock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client that sends tasks by the line, some hundred in a request, and each request again until all of it is accepted;
 * with ids of its own that does no harm. While too many requests wait for that it makes no new tasks.
 */
final class Load {

    private static final long TICK_MILLIS = 50;
    private static final long AGAIN_MILLIS = 100;
    private static final int LINES_MAX = 200;
    private static final int REQUESTS_MAX = 100;
    private static final String CREATED = "{\"status\":201";
    private static final String THERE_ALREADY = "{\"status\":200";
    private static final Clock CLOCK = Clock.system();

    private final Vertx vertx;
    private final NodeCalls calls;
    private final Balancer balancer;
    private final Tasks tasks;
    private final String url;
    private final Context context;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger heldBack = new AtomicInteger();
    private long timer;
    private long watch;

    /** Tasks with numbers from the first one on. */
    private record Batch(int first, int count, Buffer lines) {}

    /** @param url where the tasks' webhooks go */
    Load(Vertx vertx, NodeCalls calls, Balancer balancer, Tasks tasks, String url) {
        this.vertx = vertx;
        this.calls = calls;
        this.balancer = balancer;
        this.tasks = tasks;
        this.url = url;
        context = vertx.getOrCreateContext();
        context.runOnContext(start -> watch = balancer.watch(vertx));
    }

    void start(Pace pace) {
        context.runOnContext(start -> timer = vertx.setPeriodic(TICK_MILLIS, tick -> make(pace)));
    }

    /** Makes no more; what was made is sent until it is accepted. */
    void end() {
        context.runOnContext(end -> vertx.cancelTimer(timer));
    }

    /** Leaves the nodes alone. */
    void close() {
        context.runOnContext(end -> vertx.cancelTimer(watch));
    }

    /** How many requests are not accepted yet. */
    int waiting() {
        return waiting.get();
    }

    /** How often nothing was made because too many requests waited. */
    int heldBack() {
        return heldBack.get();
    }

    private void make(Pace pace) {
        int room = pace.room(tasks);
        while (room > 0 && waiting.get() < REQUESTS_MAX) {
            int count = Math.min(room, LINES_MAX);
            waiting.incrementAndGet();
            post(batch(pace, count));
            room -= count;
        }
        if (room > 0) {
            heldBack.incrementAndGet();
        }
    }

    private Batch batch(Pace pace, int count) {
        Buffer lines = Buffer.buffer();
        long now = CLOCK.epochMillis();
        int first = tasks.count();
        for (int number = first; number < first + count; number++) {
            long due = now + pace.leadMillis(number);
            tasks.add(due);
            lines.appendString("{\"id\":\"" + Tasks.id(number) + "\",\"at\":\"" + Instant.ofEpochMilli(due)
                    + "\",\"action\":{\"http\":{\"url\":\"" + url + "\"}}}\n");
        }
        return new Batch(first, count, lines);
    }

    private void post(Batch batch) {
        OptionalInt node = balancer.next();
        if (node.isEmpty()) {
            vertx.setTimer(AGAIN_MILLIS, again -> post(batch));
            return;
        }
        calls.create(balancer.port(node.getAsInt()), batch.lines).onComplete(answer -> {
            if (answer.failed()) {
                balancer.suspect(node.getAsInt());
            }
            if (answer.succeeded() && isAccepted(batch, answer.result())) {
                waiting.decrementAndGet();
            } else {
                vertx.setTimer(AGAIN_MILLIS, again -> post(batch));
            }
        });
    }

    /** Whether all of it is. */
    private boolean isAccepted(Batch batch, String answers) {
        long now = CLOCK.epochMillis();
        int accepted = 0;
        int number = batch.first;
        for (String line : (Iterable<String>) answers.lines()::iterator) {
            if (line.startsWith(CREATED) || line.startsWith(THERE_ALREADY)) {
                tasks.accept(number, now);
                accepted++;
            } else if (!line.startsWith("{\"status\":429") && !line.startsWith("{\"status\":503")) {
                throw new IllegalStateException(Tasks.id(number) + " was refused: " + line);
            }
            number++;
        }
        return accepted == batch.count;
    }
}
