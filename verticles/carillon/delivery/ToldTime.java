package carillon.delivery;

import carillon.message.DeliveryMessage.Credit;
import carillon.time.Clock;
import carillon.time.DatabaseClock;

/**
 * The database's time as owners tell it with their credits, so that a wall clock that is wrong on this host reaches no
 * receiver. Until an owner tells it, and none of the version before does, it is this host's wall clock after all.
 *
 * <p>For use by one thread.
 */
final class ToldTime {

    private static final long MICROS_PER_MILLI = 1_000;

    private final Clock clock;
    private final DatabaseClock database;
    private boolean told;

    ToldTime(Clock clock) {
        this.clock = clock;
        database = new DatabaseClock(clock);
    }

    /** Takes a reading in, unless its owner is not to be believed: it may have been stopped, and its clock with it. */
    void learn(Credit credit) {
        if (credit.databaseMillis() != 0 && credit.remainingNanos() > 0) {
            database.sample(credit.sentNanos(), clock.nanoTime(), credit.databaseMillis() * MICROS_PER_MILLI);
            told = true;
        }
    }

    /** Milliseconds since 1970, erring late. */
    long now() {
        return told ? database.earliest() : clock.epochMillis();
    }
}
