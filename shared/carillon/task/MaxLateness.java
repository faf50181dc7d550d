package carillon.task;

import java.time.Duration;

/**
 * By when an occurrence is to have started: its first attempt, for another one is late by design.
 *
 * @param millis later than so long after it was due is too late; {@link Limits#LATENESS_MILLIS_MIN} to
 *     {@link Limits#INTERVAL_MILLIS_MAX}
 * @param whenLate what becomes of it then
 */
public record MaxLateness(long millis, WhenLate whenLate) {

    /** Whether one that was due at an instant is too late to start at another. */
    public boolean isExceeded(long due, long start) {
        return start - due > millis;
    }

    /** Whether one that is too late does not start. */
    public boolean forbids() {
        return whenLate != WhenLate.RUN;
    }

    /** Why an occurrence that was so late did not start. */
    public String reason(long latenessMillis) {
        return Duration.ofMillis(latenessMillis) + " late, more than its maxLateness " + Duration.ofMillis(millis);
    }

    /** Why one did not start that was later than this by itself. */
    public String reason() {
        return "later than its maxLateness " + Duration.ofMillis(millis);
    }
}
