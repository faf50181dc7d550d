package carillon.http;

import carillon.bus.Bus;
import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.config.NodeConfig;
import carillon.config.Role;
import carillon.message.SetMessage;
import carillon.task.Limits;
import carillon.task.Uuid7;
import carillon.time.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The routes of the API. */
final class Api {

    private static final String TASKS = "/tasks";
    private static final String TASK = "/tasks/:id";
    private static final String HEALTH = "/health";
    private static final String QUEUES = "/queues";
    private static final String QUEUE = "/queues/:name";

    private final Router router;
    private final Map<String, Set<String>> methods = new LinkedHashMap<>();
    private final Creations creations;
    private final LineCreations lineCreations;
    private final BulkChanges bulkChanges;
    private final Changes changes;
    private final SetRoute sets;
    private final Readings readings;
    private final Previews previews;
    private final SecretRoutes secrets;
    private final Queues queues;
    private final Nodes nodes;
    private final ShardList shards;
    private final Readiness readiness;
    private final Scrape scrape;
    private final Answer contract;
    private final DocsPage docs;

    /** What the API needs from outside; {@code node} is nothing where its process is not a whole one. */
    record Surroundings(
            Vertx vertx,
            Bus bus,
            Clock clock,
            MeterRegistry metrics,
            @Nullable WholeNode node) {}

    /** What follows every request. */
    record Watchers(OpenConnections connections, Audit audit) {}

    /** What the API tells of itself: the OpenAPI document, and the page that shows it. */
    record Documents(Buffer contract, DocsPage docs) {}

    private Api(Surroundings around, Documents documents) {
        Vertx vertx = around.vertx;
        RandomGenerator random = new RandomStock(new SecureRandom());
        Counter accepted = Counter.builder("carillon.tasks.accepted")
                .description("Tasks that were accepted durably")
                .register(around.metrics);
        Owners owners = new Owners(vertx, around.bus, around.clock);
        Intake intake = new Intake(around.bus, vertx.getOrCreateContext());
        router = Router.router(vertx);
        creations = new Creations(
                intake, () -> Uuid7.of(around.clock.epochMillis(), random).toString(), accepted);
        lineCreations = new LineCreations(creations, vertx.getOrCreateContext());
        changes = new Changes(around.bus, owners, new KeptSecrets(around.bus), accepted);
        bulkChanges = new BulkChanges(around.bus, owners);
        readings = new Readings(around.bus, new Standings(around.bus, owners));
        previews = new Previews(vertx, around.clock);
        secrets = new SecretRoutes(around.bus);
        Sets kept = new Sets(vertx, around.bus, owners, accepted);
        around.bus.serve(SetMessage.ADDRESS, message -> serve(kept, message));
        sets = new SetRoute(vertx, kept);
        queues = new Queues(around.bus, owners);
        nodes = new Nodes(around.bus, new RollCall(vertx, around.bus));
        shards = new ShardList(around.bus, nodes);
        readiness = new Readiness(vertx, around.bus, around.clock, around.node);
        readiness.watch();
        scrape = new Scrape(vertx);
        contract = Answer.of(200, "application/json", documents.contract);
        docs = documents.docs;
    }

    /** Builds the router, on the event loop that will use it. */
    static Router router(Surroundings around, NodeConfig.Http config, Watchers watchers, Documents documents) {
        Api api = new Api(around, documents);
        Router router = api.router;
        router.route().handler(new RequestTimer(around.metrics, around.clock));
        router.route().handler(watchers.connections);
        router.route().handler(watchers.audit);
        router.route().handler(new Guard(config));
        router.route().handler(new PercentEncoding());
        router.route().handler(new Preconditions());
        Window window = new Window(HttpLimits.REQUESTS_IN_FLIGHT_MAX, HttpLimits.BYTES_IN_FLIGHT_MAX);
        router.route(TASKS + "*").handler(window);
        router.route(Previews.PATH).handler(window);
        router.route(QUEUES + "*").handler(window);
        router.route(Nodes.PATH + "*").handler(window);
        router.route(ShardList.PATH).handler(window);
        api.mount();
        api.refuseTheRest();
        return router;
    }

    private void mount() {
        ofLines(TASKS, request -> {
            if (Bodies.isLines(request.request())) {
                lineCreations.handle(request);
            } else {
                request.next();
            }
        });
        withBody(HttpMethod.POST, TASKS, creations::create);
        withBody(HttpMethod.PUT, TASK, changes::put);
        ofLines(TASKS + "/pause", bulkChanges::pause);
        ofLines(TASKS + "/resume", bulkChanges::resume);
        ofLines(TASKS + "/cancel", bulkChanges::cancel);
        ofLines(TASKS + "/revive", bulkChanges::revive);
        router.route(HttpMethod.PUT, TASKS).handler(new Window(HttpLimits.SETS_IN_FLIGHT_MAX, Long.MAX_VALUE));
        withBody(HttpMethod.PUT, TASKS, Role.WRITE, Limits.SET_BYTES_MAX, sets::put);
        on(HttpMethod.GET, TASKS, readings::tasks);
        on(HttpMethod.GET, TASK, readings::task);
        on(HttpMethod.GET, TASK + "/runs", readings::runs);
        on(HttpMethod.DELETE, TASK, changes::delete);
        on(HttpMethod.POST, TASK + "/fire", changes::fire);
        on(HttpMethod.POST, TASK + "/pause", changes::pause);
        on(HttpMethod.POST, TASK + "/resume", changes::resume);
        router.route(HttpMethod.POST, Previews.PATH)
                .handler(Caller.requiring(Role.READ))
                .handler(previews::lines);
        withBody(HttpMethod.POST, Previews.PATH, Role.READ, HttpLimits.BODY_BYTES_MAX, previews::preview);
        on(HttpMethod.GET, QUEUES, queues::list);
        on(HttpMethod.GET, QUEUE, queues::read);
        withBody(HttpMethod.PUT, QUEUE, queues::set);
        on(HttpMethod.DELETE, QUEUE, queues::drop);
        on(HttpMethod.POST, QUEUE + "/pause", queues::pause);
        on(HttpMethod.POST, QUEUE + "/resume", queues::resume);
        on(HttpMethod.GET, Nodes.PATH, nodes::list);
        on(HttpMethod.GET, Nodes.PATH + "/:id", nodes::read);
        on(HttpMethod.POST, Nodes.PATH + "/:id/drain", Role.ADMIN, nodes::drain);
        on(HttpMethod.POST, Nodes.PATH + "/:id/undrain", Role.ADMIN, nodes::undrain);
        on(HttpMethod.GET, ShardList.PATH, shards::list);
        on(HttpMethod.GET, SecretRoutes.SECRETS, Role.ADMIN, secrets::show);
        on(HttpMethod.POST, SecretRoutes.SECRETS + "/rotate", Role.ADMIN, secrets::rotate);
        on(HttpMethod.DELETE, SecretRoutes.SECRETS + "/:id", Role.ADMIN, secrets::retire);
        on(HttpMethod.GET, HEALTH, readiness::ready);
        on(HttpMethod.GET, HEALTH + "/ready", readiness::ready);
        on(HttpMethod.GET, HEALTH + "/live", Readiness::live);
        on(HttpMethod.GET, "/metrics", scrape::scrape);
        on(HttpMethod.GET, "/openapi.json", request -> Future.succeededFuture(contract));
        mount(HttpMethod.GET, Signpost.PATH, Signpost::show);
        for (String path : DocsPage.paths()) {
            Answer page = docs.at(path);
            mount(HttpMethod.GET, path, request -> Future.succeededFuture(page));
        }
    }

    private static Future<SetMessage.Kept> serve(Sets sets, SetMessage message) {
        return switch (message) {
            case SetMessage.Keep keep ->
                // What may not be changed now may be later: whoever asks on the bus is to ask again.
                sets.keep(keep)
                        .recover(failure -> Future.failedFuture(
                                failure instanceof Refusal refusal
                                        ? new BusFailure(FailureCode.UNAVAILABLE, String.valueOf(refusal.getMessage()))
                                        : failure));
        };
    }

    /** Whoever may read may call what reads, and whoever may write what changes. */
    private void on(HttpMethod method, String path, Endpoint endpoint) {
        on(method, path, Caller.roleFor(method), endpoint);
    }

    private void on(HttpMethod method, String path, Role role, Endpoint endpoint) {
        if (!path.startsWith(HEALTH)) {
            withHead(method).forEach(each -> router.route(each, path).handler(Caller.requiring(role)));
        }
        mount(method, path, endpoint);
    }

    private void mount(HttpMethod method, String path, Endpoint endpoint) {
        for (HttpMethod each : withHead(method)) {
            methods.computeIfAbsent(path, none -> new TreeSet<>()).add(each.name());
            router.route(each, path).handler(Replies.by(endpoint));
        }
    }

    /** What can be got can be asked for its head alone, as probes do; Vert.x leaves the body out. */
    private static List<HttpMethod> withHead(HttpMethod method) {
        return method.equals(HttpMethod.GET) ? List.of(method, HttpMethod.HEAD) : List.of(method);
    }

    private void withBody(HttpMethod method, String path, Endpoint endpoint) {
        withBody(method, path, Caller.roleFor(method), HttpLimits.BODY_BYTES_MAX, endpoint);
    }

    private void withBody(HttpMethod method, String path, Role role, int bytesMax, Endpoint endpoint) {
        router.route(method, path).handler(Caller.requiring(role));
        // On routes of their own: vertx-web wants the handler of bodies to be the first one of its route.
        router.route(method, path).handler(Bodies::requireJson);
        router.route(method, path).handler(BodyHandler.create(false).setBodyLimit(bytesMax));
        mount(method, path, endpoint);
    }

    /** Requests that are answered in lines, bit by bit. */
    private void ofLines(String path, Handler<RoutingContext> handler) {
        router.route(HttpMethod.POST, path)
                .handler(Caller.requiring(Role.WRITE))
                .handler(handler);
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
                    case 413 ->
                        Refusal.of(
                                413,
                                "a task has at most " + HttpLimits.BODY_BYTES_MAX + " bytes, and a set "
                                        + Limits.SET_BYTES_MAX);
                    default -> Failures.toRefusal(failure == null ? new IllegalStateException("no cause") : failure);
                };
        Replies.send(request.response(), refusal.toAnswer());
    }
}
