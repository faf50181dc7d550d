package carillon.e2e;

import carillon.time.Clock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Where webhooks arrive; answers 200 unless told otherwise for a task. Its methods may be called from any thread. */
final class Receiver implements AutoCloseable {

    private final Map<String, List<Arrival>> arrivals = new ConcurrentHashMap<>();
    private final Map<String, Consumer<Arrival>> answers = new ConcurrentHashMap<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    /** A request that came, not answered by itself. */
    record Arrival(
            String task,
            int number,
            long nanos,
            Map<String, List<String>> headers,
            String body,
            HttpServerRequest request) {

        /** Answers it. */
        void answer(int status) {
            // Whoever sent it may have given up by now.
            request.response().setStatusCode(status).end().onFailure(gone -> {});
        }
    }

    Receiver() {
        server = LocalNode.await(vertx.createHttpServer(new HttpServerOptions())
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1"));
    }

    /** The action that sends a webhook here. */
    JsonObject action() {
        String url = "http://127.0.0.1:" + server.actualPort() + "/hook";
        return new JsonObject().put("http", new JsonObject().put("url", url));
    }

    /** From now on requests of this task are handed to the answer, which may leave them waiting. */
    void answer(String task, Consumer<Arrival> answer) {
        answers.put(task, answer);
    }

    List<Arrival> of(String task) {
        return arrivals.getOrDefault(task, List.of());
    }

    int count() {
        return arrivals.values().stream().mapToInt(List::size).sum();
    }

    void awaitArrivals(String task, int count) {
        Waiting.until(() -> of(task).size() + " of " + count + " arrivals of " + task, () -> of(task).size() >= count);
    }

    private void receive(HttpServerRequest request) {
        long nanos = Clock.system().nanoTime();
        String task = Objects.requireNonNullElse(request.getHeader("carillon-task"), "none");
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().forEach(header -> headers.put(header.getKey(), List.of(header.getValue())));
        request.body().onSuccess(body -> {
            List<Arrival> before = arrivals.computeIfAbsent(task, first -> new CopyOnWriteArrayList<>());
            Arrival arrival = new Arrival(task, before.size() + 1, nanos, headers, body.toString(), request);
            before.add(arrival);
            answers.getOrDefault(task, each -> each.answer(200)).accept(arrival);
        });
    }

    @Override
    public void close() {
        LocalNode.await(vertx.close());
    }
}
