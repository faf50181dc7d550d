package carillon.json;

import carillon.task.QueueSettings;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A queue among the tasks of a file: {@code {"queue": "mail", "concurrency": 3, "paused": true}}, with the settings as
 * {@code PUT /queues/{name}} takes them.
 */
public final class QueueLine {

    private static final String NAME = "queue";

    /** A task that is imported has the first, and none can do without the second. */
    private static final Set<String> OF_TASKS = Set.of("id", "action");

    private static final ObjectForm<Draft> FORM = QueueForm.FORM
            .<Draft>within(line -> line.settings)
            .with(NAME, (in, line) -> line.name = TaskDecoder.id(in))
            .with("paused", (in, line) -> line.paused = in.bool());

    private QueueLine() {}

    /** What became of a line: a queue, or everything that is wrong with it. */
    public sealed interface Decoded {}

    /**
     * A queue.
     *
     * @param paused null where the line leaves open whether it is
     */
    public record Queue(
            String name, QueueSettings settings, @Nullable Boolean paused) implements Decoded {}

    public record Refused(List<Violation> violations) implements Decoded {
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /** Whether an object is a queue rather than a task, which may be in one: it has neither an id nor an action. */
    public static boolean isQueue(byte[] object) {
        boolean[] has = {false, false};
        List<Violation> broken = JsonReader.read(object, in -> {
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                has[0] |= name.equals(NAME);
                has[1] |= OF_TASKS.contains(name);
                in.toValue();
                in.skip();
            }
        });
        return has[0] && !has[1] && broken.isEmpty();
    }

    /** Reads what {@link #isQueue} says is a queue; never throws on what is wrong with it. */
    public static Decoded decode(byte[] line) {
        Draft draft = new Draft();
        List<Violation> violations =
                JsonReader.read(line, in -> draft.settings.lateness.finish(FORM.read(in, draft), in));
        return violations.isEmpty() ? draft.queue() : new Refused(violations);
    }

    private static final class Draft {
        private final QueueForm.Draft settings = new QueueForm.Draft();
        private @Nullable String name;
        private @Nullable Boolean paused;

        private Queue queue() {
            return new Queue(Objects.requireNonNull(name), settings.settings(), paused);
        }
    }
}
