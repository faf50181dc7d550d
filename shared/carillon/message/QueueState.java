package carillon.message;

import carillon.bus.Message;
import carillon.task.QueueSettings;

/**
 * A queue as the database holds it.
 *
 * @param longestMillis the longest time-out of any attempt that was started in it while its concurrency is limited: so
 *     long may attempts run on of which a new owner does not know
 */
public record QueueState(String name, QueueSettings settings, boolean paused, long longestMillis) implements Message {

    /** A queue that nobody set. */
    public static QueueState of(String name) {
        return new QueueState(name, QueueSettings.NONE, false, 0);
    }

    public QueueState withSettings(QueueSettings other) {
        return new QueueState(name, other, paused, longestMillis);
    }

    public QueueState withPaused(boolean other) {
        return new QueueState(name, settings, other, longestMillis);
    }

    public QueueState withLongest(long millis) {
        return new QueueState(name, settings, paused, millis);
    }
}
