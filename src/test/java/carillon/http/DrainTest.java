package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final RunningApi api = new RunningApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void an_api_that_stops_takes_nothing_in_and_answers_what_is_under_way() {
        Promise<Void> ready = Promise.promise();
        api.backend.storeReady = ready.future();
        CompletableFuture<HttpResponse<String>> underWay =
                CompletableFuture.supplyAsync(() -> api.post("/tasks", "{\"delay\":\"PT1H\",\"action\":\"work\"}"));
        await(() -> api.backend.asked.get() == 1, "the request did not reach the store");

        Future<Void> stopped =
                api.vertx.undeploy(api.vertx.deploymentIDs().iterator().next());
        await(() -> !api.isListening(), "it goes on listening");
        assertFalse(underWay.isDone());
        assertFalse(stopped.isComplete());

        ready.complete();
        assertEquals(201, underWay.join().statusCode());
        stopped.toCompletionStage().toCompletableFuture().join();
    }

    private static void await(BooleanSupplier condition, String otherwise) {
        long end = System.nanoTime() + WAIT_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(otherwise);
            }
            Thread.onSpinWait();
        }
    }
}
