package carillon.timer;

import carillon.lease.TrustWindow;
import carillon.time.Clock;
import carillon.time.DatabaseClock;

/** The instants an owner goes by. */
final class Time {

    private static final long NANOS_PER_MILLI = 1_000_000;

    final Clock clock;
    final DatabaseClock database;
    private TrustWindow trust;

    Time(Clock clock) {
        this.clock = clock;
        database = new DatabaseClock(clock);
        trust = TrustWindow.none(clock.nanoTime());
    }

    /** The database's time in milliseconds, erring late. */
    long now() {
        return database.earliest();
    }

    /** Milliseconds of this process, for what is done every so often: the database's clock may be set back. */
    long elapsed() {
        return millis(clock.nanoTime());
    }

    void trustUntil(TrustWindow window) {
        trust = window;
    }

    /** Whether our lease may be believed at this moment. */
    boolean trusted() {
        return trust.holds(clock.nanoTime());
    }

    long trustNanosLeft() {
        return trust.remainingNanos(clock.nanoTime());
    }

    static long millis(long nanos) {
        return nanos / NANOS_PER_MILLI;
    }

    static long nanos(long millis) {
        return millis * NANOS_PER_MILLI;
    }
}
