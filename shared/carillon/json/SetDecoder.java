package carillon.json;

import carillon.json.TaskSlices.Slice;
import carillon.message.NewTask;
import carillon.message.SetMessage;
import carillon.message.SetMessage.Declared;
import carillon.task.Definition;
import carillon.task.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a set of tasks. Each task is read as {@link TaskDecoder} reads it when it is sent alone. */
public final class SetDecoder {

    /** How many faults are told; each task tells up to 20 of its own. */
    static final int VIOLATIONS_MAX = 1_000;

    private final @Nullable String set;
    private final List<Declared> tasks = new ArrayList<>();
    private final Map<String, String> pointers = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private SetDecoder(@Nullable String set) {
        this.set = set;
    }

    /**
     * Reads {@code {"set": "its name", "tasks": […]}}.
     *
     * @param body JSON in UTF-8, of a size that the caller bounds
     */
    public static DecodedSet decode(byte[] body) {
        TaskSlices slices = TaskSlices.ofSet(body);
        return new SetDecoder(slices.set()).read(slices);
    }

    /**
     * Reads a document that may leave out the name, or be a bare list.
     *
     * @param name of the set where the document has none
     */
    public static DecodedSet decode(byte[] document, String name) {
        TaskSlices slices = TaskSlices.of(document);
        String own = slices.set();
        return new SetDecoder(own == null ? name : own).read(slices);
    }

    private DecodedSet read(TaskSlices slices) {
        violations.addAll(slices.violations());
        for (Slice slice : slices.tasks()) {
            read(slice);
        }
        if (set != null && violations.isEmpty()) {
            return new DecodedSet.Whole(set, tasks);
        }
        return new DecodedSet.Refused(told());
    }

    private List<Violation> told() {
        int untold = violations.size() - VIOLATIONS_MAX;
        if (untold <= 0) {
            return violations;
        }
        List<Violation> told = new ArrayList<>(violations.subList(0, VIOLATIONS_MAX));
        told.add(Violations.more(untold));
        return told;
    }

    private void read(Slice slice) {
        switch (TaskDecoder.decode(slice.json().getBytes(StandardCharsets.UTF_8))) {
            case Decoded.Refused refused ->
                refused.violations().forEach(each -> refuse(slice.pointer() + each.pointer(), each.detail()));
            case Decoded.Task task -> take(slice.pointer(), task);
        }
    }

    private void take(String pointer, Decoded.Task task) {
        String id = task.id();
        if (id == null) {
            refuse(pointer, "id is missing: by it a task of a set is known the next time");
            return;
        }
        String twin = pointers.putIfAbsent(id, pointer);
        if (twin != null) {
            refuse(pointer + "/id", "is that of " + twin + " as well");
        }
        Map<String, String> labels = new HashMap<>(task.definition().labels());
        String label = set == null ? null : labels.putIfAbsent(SetMessage.LABEL, set);
        if (label != null && !label.equals(set)) {
            refuse(pointer + "/labels/" + SetMessage.LABEL, "is not the name of this set, " + set + "; leave it out");
        }
        if (labels.size() > Limits.LABELS_MAX) {
            refuse(
                    pointer + "/labels",
                    "leaves no room for " + SetMessage.LABEL + "; at most " + (Limits.LABELS_MAX - 1)
                            + " are taken here");
        }
        Definition definition = task.definition().withLabels(labels);
        tasks.add(new Declared(new NewTask(id, true, definition), !task.enabledGiven()));
    }

    private void refuse(String pointer, String detail) {
        violations.add(new Violation(pointer, detail));
    }
}
