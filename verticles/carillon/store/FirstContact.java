package carillon.store;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits for a database that is away when a node starts: it may come up at the same time, or be restarted. A database
 * that answers, but refuses, is not waited for.
 */
final class FirstContact {

    private static final Logger LOG = System.getLogger(FirstContact.class.getName());
    private static final long PAUSE_MILLIS = 1_000;

    private final Vertx vertx;
    private final Clock clock;
    private final long giveUpNanos;

    /** From now on, for so long. */
    FirstContact(Vertx vertx, Clock clock, long patienceMillis) {
        this.vertx = vertx;
        this.clock = clock;
        giveUpNanos = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    /** Does work once the database is there; fails with what to do if it stays away. */
    Future<Void> make(Supplier<Future<Void>> work) {
        Promise<Void> made = Promise.promise();
        attempt(work, made);
        return made.future();
    }

    private void attempt(Supplier<Future<Void>> work, Promise<Void> made) {
        Future.succeededFuture().compose(begun -> work.get()).onComplete(made::complete, failure -> {
            if (!(failure instanceof BusFailure away) || away.code() != FailureCode.UNAVAILABLE) {
                made.fail(failure);
                return;
            }
            long secondsLeft = TimeUnit.NANOSECONDS.toSeconds(giveUpNanos - clock.nanoTime());
            if (secondsLeft <= 0) {
                made.fail(new BusFailure(
                        away.code(),
                        away.getMessage() + "; start it, correct database.url, or wait longer for it with"
                                + " database.startMillis"));
                return;
            }
            LOG.log(Level.WARNING, "The start waits for the database, {0} s more: {1}", secondsLeft, away.getMessage());
            vertx.setTimer(PAUSE_MILLIS, paused -> attempt(work, made));
        });
    }
}
