package carillon;

import carillon.postgres.EmbeddedPostgres;
import carillon.postgres.EmbeddedPostgresOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The embedded database of a node. One that ends unasked is started again in the same place. */
final class OwnDatabase {

    private static final Logger LOG = System.getLogger(OwnDatabase.class.getName());
    private static final long RETRY_MILLIS = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final Path folder;
    private @Nullable EmbeddedPostgres running;
    private boolean stopping;

    /** To be used on one context only, that of the caller. */
    OwnDatabase(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.folder = folder;
    }

    /** Completes with its URL when it accepts connections. */
    Future<String> start() {
        return start(EmbeddedPostgresOptions.defaults()).map(EmbeddedPostgres::url);
    }

    /** Completes when it has ended. */
    Future<?> stop() {
        stopping = true;
        EmbeddedPostgres ending = running;
        return ending == null ? Future.succeededFuture() : stop(ending);
    }

    private Future<EmbeddedPostgres> start(EmbeddedPostgresOptions options) {
        return vertx.executeBlocking(() -> EmbeddedPostgres.start(folder, options))
                .map(Objects::requireNonNull)
                .onSuccess(this::watch);
    }

    private Future<?> stop(EmbeddedPostgres ending) {
        return vertx.executeBlocking(() -> {
            ending.stop();
            return null;
        });
    }

    private void watch(EmbeddedPostgres started) {
        running = started;
        Future.fromCompletionStage(started.ended(), context).onSuccess(code -> {
            if (!stopping) {
                LOG.log(Level.ERROR, "The embedded PostgreSQL ended with code " + code + " and is started again");
                stop(started).onComplete(freed -> restart(started.login().port()));
            }
        });
    }

    private void restart(int port) {
        if (!stopping) {
            start(EmbeddedPostgresOptions.defaults().withPort(port)).onFailure(failure -> {
                LOG.log(Level.ERROR, "The embedded PostgreSQL does not start; trying again", failure);
                vertx.setTimer(RETRY_MILLIS, id -> restart(port));
            });
        }
    }
}
