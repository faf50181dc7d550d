package carillon.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A task as a node shows it.
 *
 * @param nextFireAt when it is due next; null where it will not fire
 * @param lastRun the last occurrence that ended; null before
 * @param queue null where it is in none
 * @param payload null where it has none
 * @param version grows with each change; what a replacement may insist on
 * @param note says so of a finished task that never fired at all, and of a scheduled one that expires before it fires;
 *     and what a task waits for that is due and does not start; else null
 * @param unreadable why the node cannot read what its author said of it, and what to do; else null
 * @param json all that was read, with what has no component here
 */
public record TaskInfo(
        String id,
        TaskState state,
        @Nullable Instant nextFireAt,
        @Nullable RunInfo lastRun,
        Instant createdAt,
        long version,
        Priority priority,
        @Nullable String queue,
        Map<String, String> labels,
        @Nullable Json payload,
        @Nullable String note,
        @Nullable String unreadable,
        Json json) {

    /** What a task has besides what its author said. */
    private static final List<String> READ_ONLY =
            List.of("state", "note", "unreadable", "nextFireAt", "lastRun", "createdAt", "version");

    static TaskInfo of(Members members) {
        return new TaskInfo(
                members.requiredText("id"),
                members.constant("state", TaskState.OTHER),
                members.instant("nextFireAt"),
                members.object("lastRun", RunInfo::of),
                Instant.parse(members.requiredText("createdAt")),
                members.number("version"),
                members.constant("priority", Priority.NORMAL),
                members.text("queue"),
                labels(members.value("labels")),
                members.value("payload"),
                members.text("note"),
                members.text("unreadable"),
                members.json());
    }

    /** Whether it fires no more. */
    public boolean isOver() {
        return switch (state) {
            case SUCCEEDED, DEAD, CANCELLED, EXPIRED, FINISHED -> true;
            case SCHEDULED, PAUSED, RUNNING, RETRYING, OTHER -> false;
        };
    }

    /**
     * The task as its author said it, to be changed and sent again.
     *
     * @throws IllegalStateException if the node could not read it
     */
    public Task toTask() {
        if (unreadable != null) {
            throw new IllegalStateException("the task " + id + " cannot be read: " + unreadable);
        }
        return Task.of(Members.of(json).without(READ_ONLY).json());
    }

    private static Map<String, String> labels(@Nullable Json labels) {
        return labels == null
                ? Map.of()
                : labels.members().entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, label -> label.getValue().string()));
    }
}
