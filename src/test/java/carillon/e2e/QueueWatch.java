package carillon.e2e;

import carillon.time.Clock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A receiver of a queue's webhooks that takes its time for each, and watches what the queue promises. */
final class QueueWatch implements AutoCloseable {

    private static final long SECOND_NANOS = 1_000_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final long workMillis;
    private final List<Long> starts = new ArrayList<>();
    private final List<String> firsts = new ArrayList<>();
    private final Map<String, Integer> arrivals = new HashMap<>();
    private int running;
    private int runningMost;
    private int served;

    /** @param workMillis how long it takes for each request */
    QueueWatch(long workMillis) {
        this.workMillis = workMillis;
        server = LocalNode.await(
                vertx.createHttpServer().requestHandler(this::receive).listen(0, "127.0.0.1"));
    }

    JsonObject action() {
        String url = "http://127.0.0.1:" + server.actualPort() + "/work";
        return new JsonObject().put("http", new JsonObject().put("url", url));
    }

    /** Has everything loaded that a first request needs. */
    void warmUp() {
        try (Client client = new Client(server.actualPort())) {
            client.get("/warm");
        }
    }

    private synchronized void receive(HttpServerRequest request) {
        if (request.path().equals("/warm")) {
            request.response().end().onFailure(gone -> {});
            return;
        }
        starts.add(Clock.system().nanoTime());
        String task = String.valueOf(request.getHeader("carillon-task"));
        if (arrivals.merge(task, 1, Integer::sum) == 1) {
            firsts.add(task);
        }
        running++;
        runningMost = Math.max(runningMost, running);
        vertx.setTimer(workMillis, timer -> answer(request));
    }

    private synchronized void answer(HttpServerRequest request) {
        running--;
        served++;
        // Whoever sent it may have died.
        request.response().end().onFailure(gone -> {});
    }

    synchronized int arrived() {
        return arrivals.size();
    }

    /** Whether a task arrived more than once. */
    synchronized boolean isRepeated(String task) {
        return arrivals.getOrDefault(task, 0) > 1;
    }

    synchronized int served() {
        return served;
    }

    /** The most that ran at once. */
    synchronized int runningMost() {
        return runningMost;
    }

    /** The tasks in the order of their first arrival. */
    synchronized List<String> firsts() {
        return List.copyOf(firsts);
    }

    /** The most starts within any second. */
    synchronized int startsMost() {
        int most = 0;
        for (int first = 0, last = 0; last < starts.size(); last++) {
            while (starts.get(last) - starts.get(first) >= SECOND_NANOS) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** What was seen, for people. */
    synchronized String summary() {
        double seconds = starts.isEmpty() ? 0 : (double) (starts.getLast() - starts.getFirst()) / SECOND_NANOS;
        long longest = 0;
        for (int i = 1; i < starts.size(); i++) {
            longest = Math.max(longest, starts.get(i) - starts.get(i - 1));
        }
        return "%d starts of %d tasks in %.1f s, at most %d at once and %d in a second, longest pause %.1f s"
                .formatted(
                        starts.size(),
                        arrivals.size(),
                        seconds,
                        runningMost,
                        startsMost(),
                        (double) longest / SECOND_NANOS);
    }

    @Override
    public void close() {
        LocalNode.await(vertx.close());
    }
}
