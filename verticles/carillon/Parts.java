package carillon;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** What a node was started from, so that it can be stopped one by one: what is to be stopped first, then the latest. */
final class Parts {

    private static final Logger LOG = System.getLogger(Parts.class.getName());

    private final Vertx vertx;
    private final Deque<Supplier<Future<?>>> first = new ArrayDeque<>();
    private final Deque<Supplier<Future<?>>> stops = new ArrayDeque<>();

    Parts(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Adds what was started in another way. */
    void add(Supplier<Future<?>> stop) {
        stops.push(stop);
    }

    /** Deploys a verticle on a loop that others share. */
    Future<?> deploy(SharedLoop loop, Deployable verticle, JsonObject config) {
        return loop.deploy(verticle, new DeploymentOptions().setConfig(config))
                .onSuccess(id -> add(() -> vertx.undeploy(id)));
    }

    /** Deploys one that is stopped before all others, also those that are deployed after it. */
    Future<?> deployStoppedFirst(SharedLoop loop, Deployable verticle, JsonObject config) {
        return loop.deploy(verticle, new DeploymentOptions().setConfig(config))
                .onSuccess(id -> first.push(() -> vertx.undeploy(id)));
    }

    /** Deploys one instance of a verticle of ours. */
    Future<?> deploy(Class<? extends Deployable> verticle, JsonObject config) {
        return deploy(verticle.getName(), config);
    }

    /** Deploys one instance of a verticle by the name of its class, which may be on a class path of the user's. */
    Future<?> deploy(String verticle, JsonObject config) {
        return deploy(verticle, new DeploymentOptions().setConfig(config));
    }

    /** Deploys as many instances of a verticle as there are event loops: each loop gets one. */
    Future<?> deployOnEachLoop(Class<? extends Deployable> verticle) {
        return deploy(
                verticle.getName(), new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE));
    }

    private Future<?> deploy(String verticle, DeploymentOptions options) {
        return vertx.deployVerticle(verticle, options).onSuccess(id -> add(() -> vertx.undeploy(id)));
    }

    /** Stops them; one that fails to is logged, and the others are stopped nevertheless. */
    Future<?> stop() {
        Deque<Supplier<Future<?>>> next = first.isEmpty() ? stops : first;
        if (next.isEmpty()) {
            return Future.succeededFuture();
        }
        return next.pop()
                .get()
                .onFailure(failure -> LOG.log(Level.WARNING, "A part of the node did not stop as it should", failure))
                .transform(stopped -> stop().mapEmpty());
    }
}
