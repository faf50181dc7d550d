package carillon.json;

import carillon.message.SetMessage.Declared;
import java.util.List;

/** What became of a body with a set: its tasks, or everything that is wrong with any of them. */
public sealed interface DecodedSet {

    /** A set whose tasks all have ids of their own, and the label of the set. */
    record Whole(String name, List<Declared> tasks) implements DecodedSet {
        public Whole {
            tasks = List.copyOf(tasks);
        }
    }

    /** No set, for at least one reason. */
    record Refused(List<Violation> violations) implements DecodedSet {
        public Refused {
            violations = List.copyOf(violations);
        }
    }
}
