package carillon.client;

import java.util.List;
import java.util.Map;

/**
 * The calls about sets of tasks: lists under a name that are sent whole. They throw as {@link Carillon} does; if
 * anything is wrong with any task nothing is done, and the pointers of the faults begin with {@code /tasks/3}.
 */
public final class Sets {

    private static final String TASKS = "/tasks";

    private final Wire wire;

    Sets(Wire wire) {
        this.wire = wire;
    }

    /**
     * Makes the tasks of a set these and no others: creates what is not there, replaces what changed, and cancels what
     * is no longer named. The same again changes nothing.
     *
     * @param tasks each with an id of its own, at most 10,000; none cancels all that the set had
     */
    public SetChanges put(String name, List<Task> tasks) {
        return send(TASKS, name, tasks);
    }

    /** Tells what {@link #put} would do, and does nothing. */
    public SetChanges foresee(String name, List<Task> tasks) {
        return send(TASKS + "?dryRun=true", name, tasks);
    }

    private SetChanges send(String path, String name, List<Task> tasks) {
        Json set = Json.of(
                Map.of("set", name, "tasks", tasks.stream().map(Task::json).toList()));
        return wire.send(Call.put(path, set)).as(SetChanges::of);
    }
}
