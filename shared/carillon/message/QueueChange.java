package carillon.message;

import carillon.bus.Message;
import carillon.task.QueueSettings;

/** What an operator asks of a queue; goes through the owner of its shard. */
public sealed interface QueueChange extends Message {

    String name();

    /** Gives it these settings, and no others. */
    record Set(String name, QueueSettings settings) implements QueueChange {}

    /** Starts nothing any more; answered when nothing can start behind the answer. */
    record Hold(String name) implements QueueChange {}

    /** Goes on. */
    record Release(String name) implements QueueChange {}

    /** Drops its settings, and its pause. */
    record Drop(String name) implements QueueChange {}
}
