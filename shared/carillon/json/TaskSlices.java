package carillon.json;

import carillon.task.Limits;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a document, each as the text that stands there: of {@code {"set": …, "tasks": […]}}, of a bare list, or
 * of one task.
 *
 * @param set the name of the set, null where none is said or it is wrong
 * @param violations what is wrong with all that is around the tasks
 */
public record TaskSlices(@Nullable String set, List<Slice> tasks, List<Violation> violations) {

    private static final ObjectForm<Draft> FORM = new ObjectForm<Draft>()
            .with("set", (in, draft) -> draft.set = name(in))
            .with("tasks", (in, draft) -> elements(in, draft.tasks));

    public TaskSlices {
        tasks = List.copyOf(tasks);
        violations = List.copyOf(violations);
    }

    /** The text of one task, and where in the document it stands. */
    public record Slice(String pointer, String json) {}

    private static final class Draft {
        @Nullable
        String set;

        final List<Slice> tasks = new ArrayList<>();
    }

    /** Cuts a document of one of the three forms. */
    public static TaskSlices of(byte[] document) {
        return cut(document, (in, draft) -> {
            if (in.isAt(JsonToken.START_ARRAY)) {
                elements(in, draft.tasks);
            } else if (in.isAt(JsonToken.START_OBJECT) && !isSet(document)) {
                draft.tasks.add(slice(in));
            } else {
                FORM.read(in, draft);
            }
        });
    }

    /** Cuts a document that must be a set with its name. */
    static TaskSlices ofSet(byte[] document) {
        return cut(document, (in, draft) -> {
            var given = FORM.read(in, draft);
            for (String member : List.of("set", "tasks")) {
                if (in.isAtObjectEnd() && !given.contains(member)) {
                    in.refuseAt("", member + " is missing: a set is {\"set\": \"its name\", \"tasks\": […]}");
                }
            }
        });
    }

    private interface Cutting {
        void cut(JsonReader in, Draft draft) throws IOException;
    }

    private static TaskSlices cut(byte[] document, Cutting cutting) {
        Draft draft = new Draft();
        List<Violation> violations = JsonReader.read(document, in -> cutting.cut(in, draft));
        return new TaskSlices(draft.set, draft.tasks, violations);
    }

    /** Whether an object has a member {@code tasks}, which no task has. */
    private static boolean isSet(byte[] document) {
        boolean[] found = {false};
        List<Violation> broken = JsonReader.read(document, in -> {
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                found[0] |= name.equals("tasks");
                in.toValue();
                in.skip();
            }
        });
        return found[0] && broken.isEmpty();
    }

    private static @Nullable String name(JsonReader in) throws IOException {
        String name = in.string();
        if (name != null && !TaskDecoder.isId(name)) {
            in.refuse("must be " + TaskDecoder.ID_RULE);
            return null;
        }
        return name;
    }

    private static void elements(JsonReader in, List<Slice> into) throws IOException {
        if (!in.is(JsonToken.START_ARRAY, "a list of tasks")) {
            return;
        }
        int count = 0;
        while (in.nextElement()) {
            count++;
            if (count > Limits.SET_TASKS_MAX) {
                in.skip();
            } else {
                into.add(slice(in));
            }
        }
        if (count > Limits.SET_TASKS_MAX) {
            in.refuse("has " + count + " tasks; at most " + Limits.SET_TASKS_MAX + " are taken, so make more sets");
        }
    }

    private static Slice slice(JsonReader in) throws IOException {
        String pointer = in.pointer();
        return new Slice(pointer, new String(in.raw(), StandardCharsets.UTF_8));
    }
}
