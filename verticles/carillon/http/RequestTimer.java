package carillon.http;

import carillon.time.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures how long requests take, by route: {@code carillon_http_requests_seconds}. */
final class RequestTimer implements Handler<RoutingContext> {

    private static final int METHOD_NOT_ALLOWED = 405;
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Clock clock;
    /** Asking the registry for one builds its name and tags anew, which took 3 % of the event loops. */
    private final Map<Kind, Timer> timers = new HashMap<>();

    /** What requests of one timer have in common. */
    private record Kind(String route, String method, int status) {}

    RequestTimer(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext request) {
        long started = clock.nanoTime();
        request.addEndHandler(ended -> record(request, clock.nanoTime() - started));
        request.next();
    }

    /** What a client may invent, a path or a method that nothing is served at, is no tag. */
    private void record(RoutingContext request, long nanos) {
        int status = request.response().getStatusCode();
        Route route = request.currentRoute();
        String path = route == null ? null : route.getPath();
        boolean isServed = path != null && status != METHOD_NOT_ALLOWED;
        Kind kind = new Kind(
                path == null ? "other" : path,
                isServed ? request.request().method().name() : "other",
                status);
        timers.computeIfAbsent(kind, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return Timer.builder("carillon.http.requests")
                .description("Requests, from the last byte of their headers to the last byte of their answers")
                .tag("route", kind.route)
                .tag("method", kind.method)
                .tag("status", Integer.toString(kind.status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
