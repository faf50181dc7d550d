package carillon.bench.loads;

import carillon.handler.Handlers;
import carillon.handler.Run;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A handler in the process of the node that does nothing but note when it is called. It answers questions over HTTP on
 * a port of its own, which an environment variable names.
 */
public final class Probe extends VerticleBase {

    /** The name of its tasks' action. */
    static final String ACTION = "probe";

    static final String PORT_VARIABLE = "BENCH_PROBE_PORT";

    private Windows windows = Windows.NONE;
    private Windows bareWindows = Windows.NONE;
    private long count;
    private long firstMicros;
    private long lastMicros;

    /** Made by Vert.x. */
    public Probe() {}

    @Override
    public Future<?> start() {
        int port = Integer.parseInt(System.getenv(PORT_VARIABLE));
        return vertx.createHttpServer()
                .requestHandler(this::serve)
                .listen(port, "127.0.0.1")
                .compose(listening -> Handlers.register(vertx, ACTION, this::call));
    }

    /** Tasks are due at their instant, or at the one that their payload names in microseconds since 1970. */
    private Future<?> call(Run run) {
        long now = Wall.micros();
        long due = run.payload().isNone()
                ? run.scheduledFor() * 1_000
                : Long.parseLong(new String(run.bytes(), StandardCharsets.US_ASCII));
        firstMicros = count == 0 ? now : firstMicros;
        lastMicros = now;
        count++;
        windows.add(due, now);
        return Future.succeededFuture();
    }

    private void serve(HttpServerRequest request) {
        answer(request)
                .onSuccess(answer -> request.response().end(answer.encode()).onFailure(gone -> {}))
                .onFailure(failure -> request.response()
                        .setStatusCode(500)
                        .end(String.valueOf(failure))
                        .onFailure(gone -> {}));
    }

    private Future<JsonObject> answer(HttpServerRequest request) {
        return switch (request.path()) {
            case "/count" -> Future.succeededFuture(count());
            case "/record" -> {
                windows = asked(request);
                bareWindows = asked(request);
                yield Future.succeededFuture(new JsonObject());
            }
            case "/windows" ->
                Future.succeededFuture(
                        new JsonObject().put("called", windows.json()).put("bare", bareWindows.json()));
            case "/wheel" -> bareWheel((int) number(request, "rate"));
            case "/collect" -> vertx.executeBlocking(Probe::collect).map(Objects::requireNonNull);
            default -> Future.failedFuture("nothing is at " + request.path());
        };
    }

    private JsonObject count() {
        return new JsonObject()
                .put("count", count)
                .put("firstMicros", firstMicros)
                .put("lastMicros", lastMicros);
    }

    private static Windows asked(HttpServerRequest request) {
        return new Windows(number(request, "from"), number(request, "length"), (int) number(request, "count"));
    }

    private static long number(HttpServerRequest request, String parameter) {
        return Long.parseLong(request.getParam(parameter));
    }

    /** Beside Carillon's own, on whichever event loop is next, until the process ends. */
    private Future<JsonObject> bareWheel(int perSecond) {
        return vertx.deployVerticle(new BareWheel(perSecond, (due, now) -> bareWindows.add(due, now)))
                .map(new JsonObject());
    }

    /** Collects all garbage; tells what is left of the heap, and how long everything stood still for that. */
    private static JsonObject collect() {
        long start = Wall.micros();
        System.gc();
        long end = Wall.micros();
        return new JsonObject()
                .put(
                        "heapBytes",
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed())
                .put("micros", end - start);
    }
}
