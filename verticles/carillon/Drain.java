package carillon;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.function.Supplier;

/**
 * Stops a node in order. Vert.x by itself undeploys in any order, children before their parents, so whoever knows the
 * order is asked before.
 */
final class Drain {

    private static final String ADDRESS = "carillon.drain";
    /** Longer than the drains of all verticles together, shorter than the patience of Vert.x. */
    private static final long MILLIS_MAX = 90_000;

    private Drain() {}

    /** Does what stops this node when it is asked to. To be called on the context of the composition root. */
    static Future<Void> serve(Vertx vertx, Supplier<Future<?>> stop) {
        return vertx.eventBus()
                .localConsumer(ADDRESS, request -> stop.get().onComplete(stopped -> request.reply(null)))
                .completion();
    }

    /** Asks this node to stop; completes when it has, and fails at once if nobody serves. */
    static Future<?> request(Vertx vertx) {
        return vertx.eventBus()
                .request(ADDRESS, null, new DeliveryOptions().setLocalOnly(true).setSendTimeout(MILLIS_MAX));
    }
}
