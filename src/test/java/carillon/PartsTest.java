package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
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

    private Future<?> stop(String part, Future<?> done) {
        stopped.add(part);
        return done;
    }
}
