package carillon.json;

import carillon.task.Definition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a body: a task, or everything that is wrong with it. */
public sealed interface Decoded {

    /** The id that the author of the body chose, as far as it could be read; null for none. */
    @Nullable
    String id();

    /**
     * A task.
     *
     * @param id null where its author did not choose one
     * @param enabledGiven whether its author said whether it is enabled
     */
    record Task(@Nullable String id, Definition definition, boolean enabledGiven) implements Decoded {}

    /** No task, for at least one reason. */
    record Refused(@Nullable String id, List<Violation> violations) implements Decoded {
        public Refused {
            violations = List.copyOf(violations);
        }
    }
}
