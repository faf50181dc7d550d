package carillon.message;

import carillon.bus.Added;
import carillon.bus.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts of the database that every node shares.
 *
 * @param shardCount fixed when the database was created
 * @param webhookSecrets the active ones, newest first; raw keys in base64
 * @param database an id that no other database has; null if it was told by a store that knows none
 */
public record Constants(
        int shardCount,
        List<String> webhookSecrets,
        @Added @Nullable String database) implements Message {
    public Constants {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Constants[shardCount=" + shardCount + "]";
    }
}
