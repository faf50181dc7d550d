package carillon.store;

import carillon.json.DefinitionText;
import carillon.message.KeptDefinition;
import carillon.task.Definition;
import carillon.task.Payload;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Reads the definitions of tasks out of rows. One that cannot be read is passed over, said and counted where its task
 * should have fired or moved, and keeps up no other.
 */
final class Definitions {

    private static final Logger LOG = System.getLogger(Definitions.class.getName());

    private final Counter passedOver;

    Definitions(MeterRegistry registry) {
        passedOver = Counter.builder("carillon.tasks.unreadable")
                .description("times that a task was passed over because its stored definition cannot be read")
                .register(registry);
    }

    /** The definition of a row with the columns {@code definition}, {@code payload} and {@code queue}. */
    static KeptDefinition of(Row row) {
        return of(row.getString("definition"), payload(row.getBuffer("payload")), row.getString("queue"));
    }

    /** The definition of a task that is to fire or to move, or null: then it is said and counted. */
    @Nullable
    Definition toUse(String id, String text, Payload payload) {
        return switch (of(text, payload, null)) {
            case KeptDefinition.Whole whole -> whole.definition();
            case KeptDefinition.Unreadable unreadable -> {
                passedOver.increment();
                LOG.log(
                        Level.ERROR,
                        "task {0} does not fire, because its definition cannot be read: {1}; PUT it anew, or DELETE it",
                        id,
                        unreadable.why());
                yield null;
            }
        };
    }

    /** @param queue its name, or null */
    static KeptDefinition of(String text, Payload payload, @Nullable String queue) {
        try {
            return new KeptDefinition.Whole(DefinitionText.read(text, payload));
        } catch (IllegalArgumentException fault) {
            return new KeptDefinition.Unreadable(
                    queue, DefinitionText.labels(text), String.valueOf(fault.getMessage()));
        }
    }

    static Payload payload(@Nullable Buffer bytes) {
        return bytes == null ? Payload.NONE : Payload.of(bytes.getBytes());
    }
}
