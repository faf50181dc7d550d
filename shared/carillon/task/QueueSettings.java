package carillon.task;

import org.jspecify.annotations.Nullable;

/**
 * What an operator asks of a queue; what is null is not limited, or takes the default of tasks.
 *
 * @param concurrency how many attempts may run at once; 1 to {@link Limits#QUEUE_CONCURRENCY_MAX}
 * @param ratePerSecond how many attempts may start in any second; {@link Limits#QUEUE_RATE_MIN} to
 *     {@link Limits#QUEUE_RATE_MAX}. Less than 1 is one start in so many seconds; a fraction above 1 is cut off
 * @param timeoutMillis of tasks that have none of their own
 * @param retry of tasks that have none of their own
 */
public record QueueSettings(
        @Nullable Integer concurrency,
        @Nullable Double ratePerSecond,
        @Nullable Long timeoutMillis,
        @Nullable RetryPolicy retry) {

    /** The settings of a queue that nobody set. */
    public static final QueueSettings NONE = new QueueSettings(null, null, null, null);
}
