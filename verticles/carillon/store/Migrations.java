package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Function;

/**
 * Brings the schema of the database up to what this node knows: one transaction a step, under a lock, so that nodes
 * that start at once take turns.
 *
 * <p>A step whose tables somebody else holds for long, such as a dump, is tried again and again. It never waits for
 * them for long itself: whoever comes to them later would wait behind it.
 */
final class Migrations {

    /** "carillon" in ASCII; the same for every version, for ever. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(x'636172696c6c6f6e'::int8)";

    private static final String KEEP_BOOK = """
            CREATE TABLE IF NOT EXISTS migration (
                version    int4 PRIMARY KEY,
                name       text NOT NULL,
                checksum   text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT clock_timestamp())
            """;

    /** The steps applied, in order. */
    static final String APPLIED = "SELECT version, name, checksum FROM migration ORDER BY version";

    private static final String NOTE = "INSERT INTO migration (version, name, checksum) VALUES ($1, $2, $3)";

    private static final String NO_LONG_WAIT = "SET LOCAL lock_timeout = '200ms'";
    private static final String PAUSE = "SELECT pg_sleep(1)";

    private static final Logger LOG = System.getLogger(Migrations.class.getName());

    private final Database database;
    private final List<Migration> known;
    private final Function<SqlConnection, Future<Void>> foundation;

    /** @param foundation writes the first rows, in the transaction of the first step */
    Migrations(Database database, List<Migration> known, Function<SqlConnection, Future<Void>> foundation) {
        this.database = database;
        this.known = known;
        this.foundation = foundation;
    }

    /** Somebody else holds the tables of a step. */
    private static final class HeldException extends RuntimeException {
        private static final long serialVersionUID = 1;

        HeldException(Migration step, Throwable cause) {
            super(step.name(), cause);
        }
    }

    /** Applies what is missing, a step at a time. */
    Future<Void> run() {
        return database.longTransaction(this::step)
                .recover(failure ->
                        failure instanceof HeldException held ? pause(held).map(true) : Future.failedFuture(failure))
                .compose(more -> more ? run() : Future.succeededFuture());
    }

    private Future<Void> pause(HeldException held) {
        LOG.log(
                Level.WARNING,
                "{0} waits until nobody holds the tables that it changes, such as a dump or another long transaction"
                        + " does; pg_stat_activity shows them",
                held.getMessage());
        return database.longTransaction(
                connection -> connection.query(PAUSE).execute().mapEmpty());
    }

    private Future<Boolean> step(SqlConnection connection) {
        return connection
                .query(LOCK)
                .execute()
                .compose(locked -> connection
                        .query("SET LOCAL client_min_messages = warning")
                        .execute())
                .compose(quiet -> connection.query(KEEP_BOOK).execute())
                .compose(there -> connection.query(APPLIED).execute())
                .compose(rows -> {
                    rows.forEach(this::check);
                    int applied = rows.size();
                    return applied == known.size()
                            ? Future.succeededFuture(false)
                            : apply(connection, known.get(applied)).map(true);
                });
    }

    private Future<Void> apply(SqlConnection connection, Migration step) {
        return connection
                .query(NO_LONG_WAIT)
                .execute()
                .compose(set -> connection.query(step.sql()).execute())
                .recover(failure ->
                        Future.failedFuture(Lull.isLate(failure) ? new HeldException(step, failure) : failure))
                .compose(done -> step.version() == 1 ? foundation.apply(connection) : Future.succeededFuture())
                .compose(done -> Database.query(connection, NOTE, step.version(), step.name(), step.checksum()))
                .mapEmpty();
    }

    private void check(Row applied) {
        int version = applied.getInteger("version");
        if (version > known.size()) {
            throw new IllegalStateException(
                    ("the database has version %d of the schema (%s), and this node knows only up to version %d:"
                                    + " start a newer Carillon, or give it another database")
                            .formatted(version, applied.getString("name"), known.size()));
        }
        Migration step = known.get(version - 1);
        if (!step.checksum().equals(applied.getString("checksum"))) {
            throw new IllegalStateException(
                    ("step %d of the schema was applied from a file that differs from %s of this node:"
                                    + " run the build that made the database")
                            .formatted(version, step.name()));
        }
    }
}
