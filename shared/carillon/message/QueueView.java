package carillon.message;

import carillon.bus.Message;
import carillon.task.QueueSettings;
import org.jspecify.annotations.Nullable;

/**
 * A queue as a reader sees it.
 *
 * @param depth how many of its tasks are pending, those included that are due later
 * @param more whether there are more than were counted
 * @param oldestDue when the first of them is or was due, or null if there is none
 * @param latenessMillis how long ago that was, at least 0
 */
public record QueueView(
        String name,
        QueueSettings settings,
        boolean paused,
        int depth,
        boolean more,
        @Nullable Long oldestDue,
        long latenessMillis)
        implements Message {}
