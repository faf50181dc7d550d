package carillon.message;

import carillon.bus.Message;
import carillon.task.Definition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a task as the database keeps it. One that was accepted may have become unreadable since: to a JVM
 * that does not know its time zone, or by a contract that takes less than it did.
 */
public sealed interface KeptDefinition extends Message {

    /** The definition, or null if it cannot be read. */
    @Nullable
    Definition definition();

    /** The labels of its task; of one that cannot be read those that can. */
    Map<String, String> labels();

    /** One that can be read. */
    record Whole(Definition definition) implements KeptDefinition {
        @Override
        public Map<String, String> labels() {
            return definition.labels();
        }
    }

    /**
     * One that cannot. Its text stays in the database, for it may name secrets.
     *
     * @param queue of its task, or null
     * @param why it cannot be read
     */
    record Unreadable(@Nullable String queue, Map<String, String> labels, String why) implements KeptDefinition {

        public Unreadable {
            labels = Map.copyOf(labels);
        }

        @Override
        public @Nullable Definition definition() {
            return null;
        }
    }

    /** The name of its queue, or null. */
    default @Nullable String queueName() {
        return switch (this) {
            case Whole whole -> whole.definition.queueName();
            case Unreadable unreadable -> unreadable.queue;
        };
    }
}
