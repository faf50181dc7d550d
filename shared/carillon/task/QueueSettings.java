package carillon.task;

import carillon.bus.Added;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks of a queue; what is null is not limited, or takes the default of tasks.
 *
 * @param concurrency how many attempts may run at once; 1 to {@link Limits#QUEUE_CONCURRENCY_MAX}
 * @param ratePerSecond how many attempts may start in any second; {@link Limits#QUEUE_RATE_MIN} to
 *     {@link Limits#QUEUE_RATE_MAX}. Less than 1 is one start in so many seconds; a fraction above 1 is cut off
 * @param timeoutMillis of tasks that have none of their own
 * @param retry of tasks that have none of their own
 * @param maxLateness of tasks that have none of their own
 */
public record QueueSettings(
        @Nullable Integer concurrency,
        @Nullable Double ratePerSecond,
        @Nullable Long timeoutMillis,
        @Nullable RetryPolicy retry,
        @Added @Nullable MaxLateness maxLateness) {

    /** The settings of a queue that nobody set. */
    public static final QueueSettings NONE = new QueueSettings(null, null, null, null);

    /** Settings that say nothing of lateness. */
    public QueueSettings(
            @Nullable Integer concurrency,
            @Nullable Double ratePerSecond,
            @Nullable Long timeoutMillis,
            @Nullable RetryPolicy retry) {
        this(concurrency, ratePerSecond, timeoutMillis, retry, null);
    }

    public QueueSettings withMaxLateness(@Nullable MaxLateness other) {
        return new QueueSettings(concurrency, ratePerSecond, timeoutMillis, retry, other);
    }

    /** After what time an attempt of one of its tasks counts as failed: by the task, by this, or by default. */
    public long timeoutMillisOf(Definition task) {
        Queued queue = task.queue();
        return timeoutMillis == null || queue == null || queue.ownTimeout() ? task.timeoutMillis() : timeoutMillis;
    }

    /** How attempts of one of its tasks are repeated: by the task, by this, or by default. */
    public RetryPolicy retryOf(Definition task) {
        Queued queue = task.queue();
        return retry == null || queue == null || queue.ownRetry() ? task.retry() : retry;
    }

    /** By when an occurrence of one of its tasks is to have started: by the task, or by this; null for no matter. */
    public @Nullable MaxLateness maxLatenessOf(Definition task) {
        return task.maxLateness() == null ? maxLateness : task.maxLateness();
    }
}
