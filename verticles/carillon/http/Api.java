package carillon.http;

import carillon.bus.Bus;
import carillon.config.NodeConfig;
import carillon.task.Uuid7;
import carillon.time.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** The routes of the API. */
final class Api {

    private static final String TASKS = "/tasks";
    private static final String PREVIEW = "/preview";
    private static final String TASK = "/tasks/:id";

    private final Router router;
    private final Map<String, Set<String>> methods = new LinkedHashMap<>();
    private final Creations creations;
    private final Changes changes;
    private final Readings readings;
    private final Previews previews;
    private final Readiness readiness;
    private final Scrape scrape;
    private final Answer contract;

    /** What the API needs from outside. */
    record Surroundings(Vertx vertx, Bus bus, Clock clock, MeterRegistry metrics) {}

    private Api(Surroundings around, Buffer contract) {
        Vertx vertx = around.vertx;
        RandomGenerator random = new SecureRandom();
        Counter accepted = Counter.builder("carillon.tasks.accepted")
                .description("Tasks that were accepted durably")
                .register(around.metrics);
        Owners owners = new Owners(vertx, around.bus, around.clock);
        Intake intake = new Intake(around.bus, vertx.getOrCreateContext());
        router = Router.router(vertx);
        creations = new Creations(
                intake, () -> Uuid7.of(around.clock.epochMillis(), random).toString(), accepted);
        changes = new Changes(owners, accepted);
        readings = new Readings(around.bus, owners);
        previews = new Previews(vertx, around.clock);
        readiness = new Readiness(around.bus, owners, around.clock);
        scrape = new Scrape(vertx);
        this.contract = Answer.of(200, "application/json", contract);
    }

    /**
     * Builds the router, on the event loop that will use it.
     *
     * @param contract the OpenAPI document
     */
    static Router router(Surroundings around, NodeConfig.Http config, Buffer contract) {
        Api api = new Api(around, contract);
        Router router = api.router;
        router.route().handler(new RequestTimer(around.metrics, around.clock));
        router.route().handler(new Guard(config));
        Window window = new Window(HttpLimits.REQUESTS_IN_FLIGHT_MAX, HttpLimits.BYTES_IN_FLIGHT_MAX);
        router.route(TASKS + "*").handler(window);
        router.route(PREVIEW).handler(window);
        api.mount();
        api.refuseTheRest();
        return router;
    }

    private void mount() {
        withBody(HttpMethod.POST, TASKS, creations::create);
        withBody(HttpMethod.PUT, TASK, changes::put);
        on(HttpMethod.GET, TASKS, readings::tasks);
        on(HttpMethod.GET, TASK, readings::task);
        on(HttpMethod.GET, TASK + "/runs", readings::runs);
        on(HttpMethod.DELETE, TASK, changes::cancel);
        on(HttpMethod.POST, TASK + "/fire", changes::fire);
        on(HttpMethod.POST, TASK + "/pause", changes::pause);
        on(HttpMethod.POST, TASK + "/resume", changes::resume);
        router.route(HttpMethod.POST, PREVIEW).handler(previews::lines);
        withBody(HttpMethod.POST, PREVIEW, previews::preview);
        on(HttpMethod.GET, "/health", readiness::ready);
        on(HttpMethod.GET, "/health/ready", readiness::ready);
        on(HttpMethod.GET, "/health/live", Readiness::live);
        on(HttpMethod.GET, "/metrics", scrape::scrape);
        on(HttpMethod.GET, "/openapi.json", request -> Future.succeededFuture(contract));
    }

    private void on(HttpMethod method, String path, Endpoint endpoint) {
        methods.computeIfAbsent(path, none -> new TreeSet<>()).add(method.name());
        router.route(method, path).handler(Replies.by(endpoint));
    }

    private void withBody(HttpMethod method, String path, Endpoint endpoint) {
        // On routes of their own: vertx-web wants the handler of bodies to be the first one of its route.
        router.route(method, path).handler(Bodies::requireJson);
        router.route(method, path).handler(BodyHandler.create(false).setBodyLimit(HttpLimits.BODY_BYTES_MAX));
        on(method, path, endpoint);
    }

    private void refuseTheRest() {
        methods.forEach((path, taken) -> {
            String allow = String.join(", ", taken);
            Answer answer = Refusal.with(405, "this path takes " + allow, "Allow", allow)
                    .toAnswer();
            router.route(path).handler(request -> Replies.send(request.response(), answer));
        });
        router.route().failureHandler(Api::refuse);
        for (int status : new int[] {400, 404, 413, 500}) {
            router.errorHandler(status, Api::refuse);
        }
    }

    private static void refuse(RoutingContext request) {
        Throwable failure = request.failure();
        Refusal refusal =
                switch (request.statusCode()) {
                    case 400 -> Refusal.of(400, "this request cannot be read: look at its path and its encoding");
                    case 404 -> Refusal.of(404, "there is nothing at this path; /openapi.json says what there is");
                    case 413 -> Refusal.of(413, "a body has at most " + HttpLimits.BODY_BYTES_MAX + " bytes");
                    default -> Failures.toRefusal(failure == null ? new IllegalStateException("no cause") : failure);
                };
        Replies.send(request.response(), refusal.toAnswer());
    }
}
