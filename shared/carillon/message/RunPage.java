package carillon.message;

import carillon.bus.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of history; {@code known} says whether the task exists, {@code queue} in which queue, or null. */
public record RunPage(
        boolean known,
        List<RunView> runs,
        @Nullable String cursor,
        @Nullable String queue) implements Message {

    public RunPage {
        runs = List.copyOf(runs);
    }
}
