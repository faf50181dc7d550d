package carillon.task;

import carillon.cron.Dialect;
import carillon.cron.Dst;
import org.jspecify.annotations.Nullable;

/** When a task fires, as its user said it. {@link Schedule} turns it into instants. */
public sealed interface Trigger {

    /** Once, at an instant; an instant in the past means at once. */
    record At(long instant) implements Trigger {}

    /** Once, {@code millis} after the task was accepted; at least 0. */
    record Delay(long millis) implements Trigger {}

    /**
     * At a fixed rate.
     *
     * @param periodMillis at least {@link Limits#EVERY_MILLIS_MIN}
     * @param start the instant that the rate counts from and first fires at, or null for the instant of acceptance, in
     *     which case the first fire is one period later
     */
    record Every(long periodMillis, @Nullable Long start) implements Trigger {}

    /**
     * By a cron expression.
     *
     * @param expression the text as given, without a zone prefix
     * @param dialect the dialect it is read in
     * @param zone a zone id of the IANA data base
     * @param dst what becomes of fixed times when the zone's clock is changed
     */
    record Cron(String expression, Dialect dialect, String zone, Dst dst) implements Trigger {
        public Cron(String expression, Dialect dialect, String zone) {
            this(expression, dialect, zone, Dst.DEFAULT);
        }
    }

    /**
     * By a recurrence rule of RFC 5545.
     *
     * @param rule the text as given
     * @param zone a zone id of the IANA data base
     * @param start the instant that the rule counts from (its DTSTART), or null for the instant of acceptance
     * @param dst what becomes of fixed times when the zone's clock is changed
     */
    record Rrule(String rule, String zone, @Nullable Long start, Dst dst) implements Trigger {}

    /** Whether a task of this trigger has more than one occurrence. */
    default boolean recurs() {
        return switch (this) {
            case At at -> false;
            case Delay delay -> false;
            case Every every -> true;
            case Cron cron -> true;
            case Rrule rrule -> true;
        };
    }
}
