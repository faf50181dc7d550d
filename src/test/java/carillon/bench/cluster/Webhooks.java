package carillon.bench.cluster;

import carillon.time.Clock;
import carillon.trial.Waiting;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/**
 * Where the webhooks arrive; answers 200 at once.
 *
 * <p>A handler on the event bus would cost the nodes less, but its process would have to be a member of the cluster
 * that is on trial, and learn of a death as the nodes do. A receiver of webhooks sees what any user sees, whoever
 * lives.
 */
final class Webhooks {

    /** A host that restarts opens its connections at once. */
    private static final int BACKLOG = 1_024;

    private static final Clock CLOCK = Clock.system();

    private Webhooks() {}

    /** Starts a receiver on a free port, and tells its URL. */
    static String start(Vertx vertx, Arrivals arrivals) {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(BACKLOG))
                // A node that is killed breaks its connections; that is no news here.
                .connectionHandler(connection -> connection.exceptionHandler(broken -> {}))
                .requestHandler(request -> receive(request, arrivals));
        HttpServer listening = Waiting.get(server.listen(0, "127.0.0.1"));
        return "http://127.0.0.1:" + listening.actualPort() + "/";
    }

    private static void receive(HttpServerRequest request, Arrivals arrivals) {
        arrivals.add(
                Tasks.number(request.getHeader("carillon-task")),
                Long.parseLong(request.getHeader("carillon-term")),
                Integer.parseInt(request.getHeader("carillon-attempt")),
                CLOCK.epochMillis());
        // The node that waits for it may be dead by now.
        request.response().end().onFailure(gone -> {});
    }
}
