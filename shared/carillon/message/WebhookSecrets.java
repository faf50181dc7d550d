package carillon.message;

import carillon.bus.Message;
import java.util.List;

/**
 * The secrets that sign webhooks.
 *
 * @param status what became of a change
 * @param active newest first; one, or two while receivers change over
 */
public record WebhookSecrets(Status status, List<Secret> active) implements Message {

    public WebhookSecrets {
        active = List.copyOf(active);
    }

    /** What became of a change. */
    public enum Status {
        DONE,
        UNKNOWN,
        /** Two are active already, or the one to be retired is the last. */
        NOT_NOW
    }

    /**
     * One of them.
     *
     * @param key raw, in base64
     * @param createdAt milliseconds since 1970
     */
    public record Secret(long id, String key, long createdAt) implements Message {

        /** Without the key. */
        @Override
        public String toString() {
            return "Secret[" + id + "]";
        }
    }
}
