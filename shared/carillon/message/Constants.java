package carillon.message;

import carillon.bus.Message;
import java.util.List;

/**
 * The facts of the database that every node shares.
 *
 * @param shardCount fixed when the database was created
 * @param webhookSecrets the active ones, newest first; raw keys in base64
 */
public record Constants(int shardCount, List<String> webhookSecrets) implements Message {
    public Constants {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Constants[shardCount=" + shardCount + "]";
    }
}
