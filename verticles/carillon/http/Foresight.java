package carillon.http;

import carillon.json.DefinitionDiff;
import carillon.json.JsonText;
import carillon.message.TaskChange;
import carillon.message.TaskView;
import carillon.task.Definition;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a PUT of one task would come to. Pure.
 *
 * @param members that would be others than they are
 */
record Foresight(String id, Change change, List<String> members) {

    Foresight {
        members = List.copyOf(members);
    }

    /** What becomes of the task, as sets call it too. */
    enum Change {
        CREATED("created"),
        UPDATED("updated"),
        UNCHANGED("unchanged");

        private final String title;

        Change(String title) {
            this.title = title;
        }
    }

    /** Compares; refuses what the PUT would be refused for by what is there. */
    static Foresight of(TaskChange.Put put, @Nullable TaskView there) {
        requireVersion(put, there);
        if (there == null) {
            return new Foresight(put.id(), Change.CREATED, List.of());
        }
        Definition wanted = put.task().definition();
        if (wanted.equals(there.definition())) {
            return new Foresight(put.id(), Change.UNCHANGED, List.of());
        }
        if (leavesQueue(there, wanted)) {
            throw Refusal.of(409, stays(there));
        }
        return new Foresight(put.id(), Change.UPDATED, DefinitionDiff.members(there.definition(), wanted));
    }

    /** Whether a pending task would move to another queue, which its owner does not allow. */
    static boolean leavesQueue(TaskView there, Definition wanted) {
        return !there.state().isTerminal()
                && !Objects.equals(wanted.queueName(), there.kept().queueName());
    }

    /** Why a task does not move to another queue, and what to do. */
    static String stays(TaskView task) {
        String queue = task.kept().queueName();
        return "task " + task.id() + " is " + (queue == null ? "in no queue" : "in the queue " + queue)
                + ", and stays where it is while anything of it is pending; cancel it, then PUT it again";
    }

    private static void requireVersion(TaskChange.Put put, @Nullable TaskView there) {
        Integer version = put.ifVersion();
        if (version == null) {
            return;
        }
        if (there == null) {
            throw Refusal.of(412, "If-Match names a version, and there is no task " + put.id());
        }
        if (version != TaskChange.Put.ANY_VERSION && version != there.version()) {
            throw Refusal.of(412, "the task has another version by now; read it again");
        }
    }

    byte[] json() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", id);
        told.put("dryRun", true);
        told.put("change", change.title);
        told.put("members", members);
        return JsonText.of(told).getBytes(StandardCharsets.UTF_8);
    }
}
