package carillon.timer;

import java.util.concurrent.TimeUnit;

/**
 * Lets so many through at once, and one more for each pause that passes: where little happens nothing waits, where much
 * happens it goes in groups. This is the generic cell rate algorithm, ITU-T I.371.
 */
final class Pace {

    private final long pauseNanos;
    private final long burstNanos;
    /** When the pauses of all that were let through are over; may lie ahead by the burst. */
    private long spentUntil;

    Pace(long pauseMillis, int atOnce, long nowNanos) {
        pauseNanos = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        burstNanos = pauseNanos * (atOnce - 1);
        spentUntil = nowNanos;
    }

    /** How long until the next one may pass, in nanoseconds, or 0. */
    long waitNanos(long nowNanos) {
        return Math.max(0, spentUntil - nowNanos - burstNanos);
    }

    void pass(long nowNanos) {
        spentUntil = (spentUntil - nowNanos < 0 ? nowNanos : spentUntil) + pauseNanos;
    }
}
