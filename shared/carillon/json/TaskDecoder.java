package carillon.json;

import carillon.task.Limits;
import carillon.task.Payload;
import carillon.task.Priority;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a task as a client sends it. */
public final class TaskDecoder {

    static final ObjectForm<TaskDraft> FORM = LatenessDraft.addTo(ofSchedule(), task -> task.lateness)
            .with("action", (in, task) -> task.action = ActionForm.read(in))
            .with("payload", (in, task) -> task.payload = payload(in))
            .with("enabled", (in, task) -> task.enabled = in.bool())
            .with("priority", (in, task) -> task.priority = priority(in))
            .with("timeout", (in, task) -> task.timeout = timeout(in))
            .with("retry", (in, task) -> task.retry = RetryForm.read(in))
            .with("expiresAt", (in, task) -> task.expiresAt = TextForm.instant(in))
            .with("labels", (in, task) -> task.labels = StringMapForm.labels(in))
            .with("queue", (in, task) -> task.queue = id(in));

    /** What an id may be, in words. A path with a segment {@code .} or {@code ..} means another path (RFC 3986). */
    public static final String ID_RULE =
            "1 to " + Limits.ID_CHARS_MAX + " of A-Z a-z 0-9 . _ ~ : -, and neither . nor ..";

    private TaskDecoder() {}

    private static ObjectForm<TaskDraft> ofSchedule() {
        return TriggerForm.addTo(
                new ObjectForm<TaskDraft>().with("id", (in, task) -> task.id = id(in)), task -> task.schedule);
    }

    /**
     * Reads one task.
     *
     * @param body JSON in UTF-8, of a size that the caller bounds
     * @return the task, or up to 20 things that are wrong with it; never an exception
     */
    public static Decoded decode(byte[] body) {
        return decode(body, TaskDraft::refuseUrlAsName);
    }

    /** Reads one task that was taken once, perhaps by a version that took more. */
    static Decoded decodeStored(byte[] text) {
        return decode(text, (task, in) -> {});
    }

    /** The labels of such a task, whatever is wrong with the rest of it. */
    static Map<String, String> labelsOfStored(byte[] text) {
        TaskDraft task = new TaskDraft();
        JsonReader.read(text, in -> FORM.read(in, task));
        return Objects.requireNonNullElse(task.labels, Map.of());
    }

    private static Decoded decode(byte[] body, BiConsumer<TaskDraft, JsonReader> moreChecks) {
        TaskDraft task = new TaskDraft();
        List<Violation> violations = JsonReader.read(body, in -> {
            Set<String> given = FORM.read(in, task);
            task.finish(given, in);
            moreChecks.accept(task, in);
        });
        return violations.isEmpty() ? task.toTask() : new Decoded.Refused(task.id, violations);
    }

    /** Whether a text may be the id of a task or the name of a queue or set, as {@link #ID_RULE} says. */
    public static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= Limits.ID_CHARS_MAX
                && !text.equals(".")
                && !text.equals("..")
                && text.chars().allMatch(TaskDecoder::isIdChar);
    }

    private static boolean isIdChar(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._~:-".indexOf(c) >= 0;
    }

    static @Nullable String id(JsonReader in) throws IOException {
        String id = in.string();
        if (id != null && !isId(id)) {
            in.refuse("must be " + ID_RULE);
            return null;
        }
        return id;
    }

    private static @Nullable Payload payload(JsonReader in) throws IOException {
        String pointer = in.pointer();
        byte[] bytes = in.raw();
        if (bytes.length > Limits.PAYLOAD_BYTES_MAX) {
            in.refuseAt(pointer, "has " + bytes.length + " bytes; at most " + Limits.PAYLOAD_BYTES_MAX + " are taken");
            return null;
        }
        return Payload.of(bytes);
    }

    private static @Nullable Priority priority(JsonReader in) throws IOException {
        String name = in.string();
        for (Priority priority : Priority.values()) {
            if (EnumForm.word(priority).equals(name)) {
                return priority;
            }
        }
        if (name != null) {
            in.refuse("must be urgent, normal or background");
        }
        return null;
    }

    static @Nullable Long timeout(JsonReader in) throws IOException {
        return TextForm.duration(in, Limits.TIMEOUT_MILLIS_MIN, Limits.TIMEOUT_MILLIS_MAX);
    }
}
