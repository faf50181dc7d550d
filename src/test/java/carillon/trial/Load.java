package carillon.trial;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Posts tasks at a steady rate, each again and again until it is accepted. While too many wait for that, no new ones
 * are made.
 */
public final class Load {

    private static final long TICK_MILLIS = 50;
    private static final long AGAIN_MILLIS = 200;
    private static final int WAITING_MAX = 256;

    private final Vertx vertx;
    private final Api api;
    private final List<Node> nodes;
    private final Workload workload;
    private final Ledger ledger;
    private final AtomicInteger waiting = new AtomicInteger();

    private volatile boolean over;
    private int posted;
    private double owed;

    public Load(Vertx vertx, Api api, List<Node> nodes, Workload workload, Ledger ledger) {
        this.vertx = vertx;
        this.api = api;
        this.nodes = nodes;
        this.workload = workload;
        this.ledger = ledger;
    }

    /** Starts posting; tells how to end it. */
    public Runnable start(int rate) {
        owed = Workload.RECURRING;
        long timer = vertx.setPeriodic(TICK_MILLIS, tick -> {
            owed += rate * TICK_MILLIS / 1_000.0;
            for (; owed >= 1 && waiting.get() < WAITING_MAX; owed--) {
                waiting.incrementAndGet();
                post(workload.task(posted), posted);
                posted++;
            }
        });
        return () -> vertx.cancelTimer(timer);
    }

    /** Posts nothing any more, not even what was not accepted. */
    public void abandon() {
        over = true;
    }

    /** How many were posted and are not accepted yet. */
    public int waiting() {
        return waiting.get();
    }

    private void post(Workload.Task task, int turn) {
        if (over) {
            return;
        }
        Node node = nodes.get(turn % nodes.size());
        api.send(node, HttpMethod.POST, "/tasks", task.body().toBuffer()).onComplete(answer -> {
            if (answer.succeeded() && isFinal(task, answer.result())) {
                waiting.decrementAndGet();
            } else {
                vertx.setTimer(AGAIN_MILLIS, again -> post(task, turn + 1));
            }
        });
    }

    private boolean isFinal(Workload.Task task, Api.Reply reply) {
        int status = reply.status();
        if (status == 201 || status == 200) {
            ledger.accept(new Accepted(task.id(), task.recurring(), status == 201 ? due(reply.body()) : null));
            return true;
        }
        if (status == 429 || status >= 500) {
            return false;
        }
        ledger.blame(new Finding(Finding.Kind.REFUSED, task.id() + " by " + status + " " + reply.body()));
        return true;
    }

    private static @Nullable Long due(Buffer task) {
        JsonObject json = task.toJsonObject();
        String nextFireAt = json.getString("nextFireAt");
        return nextFireAt == null ? null : Instant.parse(nextFireAt).toEpochMilli();
    }
}
