package carillon;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What a node was started from, so that it can be stopped one by one, the latest first. */
final class Parts {

    private static final Logger LOG = System.getLogger(Parts.class.getName());

    private final Vertx vertx;
    private final Deque<Supplier<Future<?>>> stops = new ArrayDeque<>();

    Parts(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Adds what was started in another way. */
    void add(Supplier<Future<?>> stop) {
        stops.push(stop);
    }

    /** Deploys one instance of a verticle. */
    Future<?> deploy(String verticle, JsonObject config) {
        return deploy(verticle, 1, config);
    }

    /** Deploys a verticle. */
    Future<?> deploy(String verticle, int instances, JsonObject config) {
        return vertx.deployVerticle(
                        verticle,
                        new DeploymentOptions().setInstances(instances).setConfig(config))
                .onSuccess(id -> add(() -> vertx.undeploy(id)));
    }

    /** Stops them; one that fails to is logged, and the others are stopped nevertheless. */
    Future<?> stop() {
        if (stops.isEmpty()) {
            return Future.succeededFuture();
        }
        return stops.pop()
                .get()
                .onFailure(failure -> LOG.log(Level.WARNING, "A part of the node did not stop as it should", failure))
                .transform(stopped -> stop().mapEmpty());
    }
}
