package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.e2e.LocalNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PartsTest {

    private final List<String> stopped = new ArrayList<>();

    @Test
    void the_latest_stops_first_and_the_next_waits_for_it(Vertx vertx) {
        Promise<Void> last = Promise.promise();
        Parts parts = new Parts(vertx);
        parts.add(() -> stop("database", Future.succeededFuture()));
        parts.add(() -> stop("http", last.future()));
        Future<?> all = parts.stop();
        assertEquals(List.of("http"), stopped);
        last.complete();
        assertEquals(List.of("http", "database"), stopped);
        assertEquals(true, all.succeeded());
    }

    @Test
    void one_that_fails_to_stop_does_not_keep_the_others(Vertx vertx) {
        Parts parts = new Parts(vertx);
        parts.add(() -> stop("database", Future.succeededFuture()));
        parts.add(() -> stop("http", Future.failedFuture("stuck")));
        assertEquals(true, parts.stop().succeeded());
        assertEquals(List.of("http", "database"), stopped);
    }

    @Test
    void what_is_to_stop_first_stops_before_what_was_started_after_it(Vertx vertx) {
        Parts parts = new Parts(vertx);
        parts.add(() -> stop("store", Future.succeededFuture()));
        LocalNode.await(parts.deployStoppedFirst(new SharedLoop(vertx), new Api(), new JsonObject()));
        parts.add(() -> stop("timer", Future.succeededFuture()));
        LocalNode.await(parts.stop());
        assertEquals(List.of("api", "timer", "store"), stopped);
    }

    private final class Api extends VerticleBase {
        @Override
        public Future<?> stop() {
            return PartsTest.this.stop("api", Future.succeededFuture());
        }
    }

    private Future<?> stop(String part, Future<?> done) {
        stopped.add(part);
        return done;
    }
}
