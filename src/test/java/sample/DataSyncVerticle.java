package sample;

import carillon.handler.Handlers;
import carillon.handler.Run;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.atomic.AtomicInteger;

/** Handles the tasks whose action is {@code dataSync}: counts them, and says so. */
public final class DataSyncVerticle extends VerticleBase {

    private static final AtomicInteger RUNS = new AtomicInteger();

    /** How many attempts the handlers of this JVM have had. */
    public static int runs() {
        return RUNS.get();
    }

    @Override
    public Future<?> start() {
        return Handlers.register(vertx, "dataSync", this::sync);
    }

    private Future<?> sync(Run run) {
        int runs = RUNS.incrementAndGet();
        System.out.printf("dataSync %d: %s for %s%n", runs, run.taskId(), run.scheduledInstant());
        return Future.succeededFuture();
    }
}
