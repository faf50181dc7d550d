package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Waiting.await(vertx.close());
    }

    @Test
    void a_webhook_goes_from_the_process_to_itself() {
        assertEquals(new Succeeded(), Waiting.await(warmUp()));
    }

    private Future<Verdict> warmUp() {
        Promise<Verdict> made = Promise.promise();
        vertx.runOnContext(loop -> WarmUp.make(vertx, Clock.system()).onComplete(made));
        return made.future();
    }
}
