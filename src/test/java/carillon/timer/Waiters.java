package carillon.timer;

import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.QueueState;
import carillon.message.ReadPoint;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Payload;
import carillon.task.Priority;
import carillon.task.QueueSettings;
import carillon.task.Queued;
import carillon.task.Trigger;
import org.jspecify.annotations.Nullable;

/** Makes entries that wait in a queue, and what operators set of one. */
final class Waiters {

    private static final Definition DEFINITION =
            Definition.of(new Trigger.Delay(0), new Action.Handler("work")).withQueue(new Queued("q", false, false));
    private static final OwnedShard SHARD =
            new OwnedShard(new Inheritance(new Holding(0, "me", 1), 0, ReadPoint.START, true), 0, 0);

    private Waiters() {}

    static Entry normal(String id, long due, long place) {
        return of(id, Priority.NORMAL, due, place);
    }

    /** One with so many bytes of payload. */
    static Entry heavy(String id, long due, int payloadBytes) {
        Definition heavy = DEFINITION.withPayload(Payload.of(new byte[payloadBytes]));
        return new Entry(new Pending(id, 0, 1, heavy, 0, due, due, 0, false, 1, 0, null, false, 0, 0), SHARD);
    }

    static Entry of(String id, Priority priority, long due, long place) {
        return new Entry(pending(id, priority, due, place, false), SHARD);
    }

    /** One beside the schedule of its task. */
    static Entry beside(String id, long due) {
        return new Entry(pending(id, Priority.NORMAL, due, 0, true), SHARD);
    }

    private static Pending pending(String id, Priority priority, long due, long place, boolean extra) {
        Definition definition = DEFINITION.withPriority(priority);
        return new Pending(id, 0, 1, definition, 0, due, due, 0, extra, 1, 0, null, extra, place, 0);
    }

    /** A queue with limits, of which a null is none. */
    static QueueState limited(@Nullable Integer concurrency, @Nullable Double rate) {
        return QueueState.of("q").withSettings(new QueueSettings(concurrency, rate, null, null));
    }
}
