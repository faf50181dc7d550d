package carillon.message;

import carillon.bus.Address;
import carillon.bus.Message;
import carillon.bus.Request;
import java.util.List;

/** What may be said to whoever keeps sets of tasks. */
public sealed interface SetMessage extends Message {

    Address<SetMessage> ADDRESS = new Address<>("carillon.sets", SetMessage.class);

    /** The label that says which set a task belongs to. */
    String LABEL = "carillon.set";

    /**
     * Makes the tasks of a set what they should be: creates, replaces, and cancels those that are no longer named.
     * Doing it twice is doing it once.
     *
     * @param dryRun whether to tell only what would be done
     */
    record Keep(String set, List<Declared> tasks, boolean dryRun) implements SetMessage, Request<Kept> {
        public Keep {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * A task as it should be.
     *
     * @param pauseStays whether it stays paused, or not, if it is there already: its author did not say
     */
    record Declared(NewTask task, boolean pauseStays) implements Message {}

    /**
     * What was done, or would be; nothing was if there are clashes.
     *
     * @param removed the ids of tasks that were cancelled
     */
    record Kept(
            List<String> created,
            List<Update> updated,
            List<String> removed,
            List<String> unchanged,
            List<Clash> clashes)
            implements Message {
        public Kept {
            created = List.copyOf(created);
            updated = List.copyOf(updated);
            removed = List.copyOf(removed);
            unchanged = List.copyOf(unchanged);
            clashes = List.copyOf(clashes);
        }
    }

    /** A task that was replaced, and which of its members are others now. */
    record Update(String id, List<String> members) implements Message {
        public Update {
            members = List.copyOf(members);
        }
    }

    /**
     * A task that does not go with what is there.
     *
     * @param index its place in the list that was sent
     * @param pointer what of it, as a JSON pointer
     */
    record Clash(int index, String pointer, String detail) implements Message {}
}
