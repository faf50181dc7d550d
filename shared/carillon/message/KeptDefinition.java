package carillon.message;

import carillon.bus.Message;
import carillon.task.Definition;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a task as the database keeps it. One that was accepted may have become unreadable since: to a JVM
 * that does not know its time zone, or by a contract that takes less than it did.
 */
public sealed interface KeptDefinition extends Message {

    /** The definition, or null if it cannot be read. */
    @Nullable
    Definition definition();

    /** One that can be read. */
    record Whole(Definition definition) implements KeptDefinition {}

    /**
     * One that cannot. Its text stays in the database, for it may name secrets.
     *
     * @param queue of its task, or null
     * @param why it cannot be read
     */
    record Unreadable(@Nullable String queue, String why) implements KeptDefinition {
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
