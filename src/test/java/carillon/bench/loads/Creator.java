package carillon.bench.loads;

import carillon.time.Clock;
import carillon.trial.Waiting;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Creates tasks by the line at a steady rate, each two to three seconds ahead of a random instant, whether or not the
 * node keeps up: only where too many requests are not answered yet it holds back, and catches up later. A line that is
 * refused is counted, and not sent again.
 */
final class Creator {

    private static final long TICK_MILLIS = 50;
    private static final int LINES_MAX = 1_000;
    private static final int CONNECTIONS = 8;
    private static final int REQUESTS_MAX = 64;
    private static final int ANSWER_MILLIS_MAX = 30_000;
    private static final byte[] CREATED = "{\"status\":201".getBytes(StandardCharsets.US_ASCII);
    private static final Clock CLOCK = Clock.system();

    private final Vertx vertx;
    private final HttpClient client;
    private final int port;
    private final Form form;
    private final SplittableRandom random = new SplittableRandom(7);
    private final Context context;
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong heldBack = new AtomicLong();
    private final AtomicReference<String> refusal = new AtomicReference<>("");
    private int waiting;

    /** What tasks look like. */
    interface Form {
        /** @param number of the task, from 0 on */
        String line(long number, long dueMillis);
    }

    Creator(Vertx vertx, int port, Form form) {
        this.vertx = vertx;
        this.port = port;
        this.form = form;
        context = vertx.getOrCreateContext();
        client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1"),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(REQUESTS_MAX));
    }

    /** A task for the probe. */
    static String probed(long number, long dueMillis) {
        return "{\"at\":\"" + Instant.ofEpochMilli(dueMillis) + "\",\"action\":\"" + Probe.ACTION + "\"}\n";
    }

    /** Creates so many a second for so long, and returns at once. */
    void start(int perSecond, long millis) {
        long all = Pace.made(perSecond, Duration.ofMillis(millis).toNanos());
        long start = CLOCK.nanoTime();
        context.runOnContext(begin -> vertx.setPeriodic(TICK_MILLIS, tick -> {
            make(Math.min(all, Pace.made(perSecond, CLOCK.nanoTime() - start)));
            if (made.get() == all) {
                vertx.cancelTimer(tick);
            }
        }));
    }

    /** Creates so many as fast as the node accepts them, and waits until it has accepted all. */
    void burst(long count, Duration limit) {
        context.runOnContext(begin -> vertx.setPeriodic(1, tick -> {
            make(Math.min(count, answered.get() + 4L * LINES_MAX));
            if (made.get() == count) {
                vertx.cancelTimer(tick);
            }
        }));
        awaitAnswers(count, limit);
    }

    /** Waits for the answers to all that is made. */
    void awaitAnswers(long count, Duration limit) {
        Waiting.until(() -> answered.get() >= count, limit);
        if (accepted.get() < count) {
            throw new IllegalStateException(accepted.get() + " of " + count + " tasks were accepted; " + refusal.get());
        }
    }

    long made() {
        return made.get();
    }

    long accepted() {
        return accepted.get();
    }

    long answered() {
        return answered.get();
    }

    JsonObject json() {
        return new JsonObject()
                .put("made", made.get())
                .put("accepted", accepted.get())
                .put("timesHeldBack", heldBack.get())
                .put("firstRefusal", refusal.get());
    }

    private void make(long target) {
        while (made.get() < target && waiting < REQUESTS_MAX) {
            long first = made.get();
            int count = (int) Math.min(target - first, LINES_MAX);
            Buffer lines = Buffer.buffer();
            long now = CLOCK.epochMillis();
            for (long number = first; number < first + count; number++) {
                lines.appendString(form.line(number, now + Pace.leadMillis(random)));
            }
            made.addAndGet(count);
            waiting++;
            post(lines, count);
        }
        if (made.get() < target) {
            heldBack.incrementAndGet();
        }
    }

    private void post(Buffer lines, int count) {
        RequestOptions request = new RequestOptions()
                .setPort(port)
                .setMethod(HttpMethod.POST)
                .setURI("/tasks")
                .setTimeout(ANSWER_MILLIS_MAX)
                .putHeader("content-type", "application/x-ndjson");
        Future<Buffer> answer =
                client.request(request).compose(open -> open.send(lines)).compose(response -> response.body());
        answer.onComplete(body -> {
            waiting--;
            int created = body.succeeded() ? created(body.result()) : 0;
            if (created < count) {
                String why = body.succeeded() ? excerpt(body.result()) : String.valueOf(body.cause());
                refusal.compareAndSet("", why);
            }
            accepted.addAndGet(created);
            answered.addAndGet(count);
        });
    }

    /** How many of the lines say so. */
    private static int created(Buffer answer) {
        int created = 0;
        boolean atBegin = true;
        for (int i = 0; i < answer.length(); i++) {
            created += atBegin && startsWith(answer, i) ? 1 : 0;
            atBegin = answer.getByte(i) == '\n';
        }
        return created;
    }

    private static boolean startsWith(Buffer answer, int at) {
        if (at + CREATED.length > answer.length()) {
            return false;
        }
        for (int i = 0; i < CREATED.length; i++) {
            if (answer.getByte(at + i) != CREATED[i]) {
                return false;
            }
        }
        return true;
    }

    /** Of the first line that does not say so. */
    private static String excerpt(Buffer answer) {
        return answer.toString()
                .lines()
                .filter(line -> !line.startsWith("{\"status\":201"))
                .findFirst()
                .map(line -> line.substring(0, Math.min(300, line.length())))
                .orElse("too few lines were answered");
    }
}
