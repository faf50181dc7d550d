package carillon.bench;

import carillon.handler.Handlers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Handles the tasks whose action is {@code nothing}, at once. */
public final class NothingVerticle extends VerticleBase {

    @Override
    public Future<?> start() {
        return Handlers.register(vertx, "nothing", run -> Future.succeededFuture());
    }
}
