package carillon.message;

import carillon.bus.Added;
import carillon.bus.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page, read before {@code readAt} by the database's clock, or 0 if the store does not say. It may be empty and
 * yet not the last: {@code cursor} says where to go on, and is null at the end.
 */
public record TaskPage(
        List<TaskView> tasks,
        @Nullable String cursor,
        @Added long readAt) implements Message {

    public TaskPage {
        tasks = List.copyOf(tasks);
    }
}
