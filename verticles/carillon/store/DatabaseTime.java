package carillon.store;

import carillon.message.StoreMessage.TimeRead;
import carillon.time.Clock;
import carillon.time.DatabaseClock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/** Keeps a {@link DatabaseClock} fed. */
final class DatabaseTime {

    private static final long SAMPLE_MILLIS = 1_000;
    /** While nobody asks: by then two clocks have drifted apart by a millisecond at most. */
    private static final long SAMPLE_MILLIS_MAX = 5_000;

    private static final String NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::int8 AS micros";

    private final Database database;
    private final Clock clock;
    private final DatabaseClock databaseClock;
    private boolean asked;
    private long pauseMillis = SAMPLE_MILLIS;

    DatabaseTime(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        databaseClock = new DatabaseClock(clock);
    }

    /** Reads the database's time for one who keeps a clock of its own. */
    static Future<TimeRead> read(Database database) {
        return database.query(NOW).map(rows -> new TimeRead(micros(rows)));
    }

    /** Takes one sample. */
    Future<Void> sample() {
        pauseMillis = asked ? SAMPLE_MILLIS : SAMPLE_MILLIS_MAX;
        asked = false;
        return database.<Void>with(connection -> {
                    long sentNanos = clock.nanoTime();
                    return Database.query(connection, NOW).map(rows -> {
                        databaseClock.sample(sentNanos, clock.nanoTime(), micros(rows));
                        return null;
                    });
                })
                .onFailure(failure -> pauseMillis = SAMPLE_MILLIS);
    }

    /** When to take the next one: sooner where somebody asked for the time lately, or where the last one failed. */
    long pauseMillis() {
        return pauseMillis;
    }

    /** The database's time at most: a delay that counts from here is never short. */
    long latest() {
        asked = true;
        return databaseClock.latest();
    }

    private static long micros(RowSet<Row> rows) {
        return rows.iterator().next().getLong("micros");
    }
}
