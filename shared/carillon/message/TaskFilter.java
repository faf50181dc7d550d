package carillon.message;

import carillon.bus.Message;
import carillon.task.TaskState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a list shows; what is null or empty does not restrict.
 *
 * @param action the name of a handler, or the URL of a webhook
 * @param dueBefore only tasks that fire before this instant, in the order of their due instants
 */
public record TaskFilter(
        @Nullable TaskState state,
        @Nullable String action,
        @Nullable Long dueBefore,
        Map<String, String> labels) implements Message {

    public static final TaskFilter ALL = new TaskFilter(null, null, null, Map.of());

    public TaskFilter {
        labels = Map.copyOf(labels);
    }
}
