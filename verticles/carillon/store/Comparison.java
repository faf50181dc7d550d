package carillon.store;

import carillon.message.Creation;
import carillon.message.NewTask;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares tasks whose ids are taken with those that have them. It reads few at a time, one read after the other, so
 * that many of them use one connection, and no create of another request waits for it.
 */
final class Comparison {

    /** So many tasks of the largest payload are 8 MiB. The window has room for all that an intake lets in. */
    private static final GroupCommit.Bounds BOUNDS =
            new GroupCommit.Bounds(32, 8 << 20, 2 * Intake.BOUNDS.windowItemsMax(), 2 * Intake.BOUNDS.windowBytesMax());

    private final Reading reading;
    private final GroupCommit<Draft, Optional<Creation>> group;

    Comparison(Reading reading) {
        this.reading = reading;
        group = new GroupCommit<>(BOUNDS, Draft::id, Draft::bytes, this::read);
    }

    /** Whether there is room for all that an intake may find taken of what it has let in. */
    boolean hasRoom() {
        return group.hasRoom(Intake.BOUNDS.windowItemsMax(), Intake.BOUNDS.windowBytesMax());
    }

    /** Tells whether their bodies are the same; nothing of one whose task is gone meanwhile. */
    Future<List<Optional<Creation>>> compare(List<Draft> taken) {
        return group.submit(taken);
    }

    private Future<List<Optional<Creation>>> read(List<Draft> taken) {
        return reading.byIds(taken.stream().map(Draft::id).toList())
                .map((Map<String, StoredTask> stored) -> taken.stream()
                        .map(draft -> compare(draft.task(), stored.get(draft.id())))
                        .toList());
    }

    private static Optional<Creation> compare(NewTask task, @Nullable StoredTask stored) {
        if (stored == null) {
            return Optional.empty();
        }
        return Optional.of(
                task.definition().equals(stored.given())
                        ? new Creation(Creation.Status.SAME, stored.view())
                        : new Creation(Creation.Status.CONFLICT, null));
    }
}
