package sample;

import carillon.handler.Handlers;
import carillon.handler.Run;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;

/** Handles the tasks whose action is {@code longSync}: each takes a second, and both its ends are said. */
public final class LongSyncVerticle extends VerticleBase {

    @Override
    public Future<?> start() {
        return Handlers.register(vertx, "longSync", this::sync);
    }

    private Future<?> sync(Run run) {
        System.out.printf("longSync begins: %s%n", run.taskId());
        return vertx.timer(1, TimeUnit.SECONDS)
                .onSuccess(over -> System.out.printf("longSync ended: %s%n", run.taskId()));
    }
}
