package carillon.message;

import carillon.bus.Message;
import org.jspecify.annotations.Nullable;

/**
 * What became of an attempt.
 *
 * @param attempt its number, from 1
 * @param startedNanosAgo how long before this message was sent the first byte left
 * @param finishedNanosAgo how long before this message was sent it ended
 */
public record AttemptResult(
        Occurrence occurrence,
        int shard,
        long term,
        int attempt,
        long startedNanosAgo,
        long finishedNanosAgo,
        Verdict verdict)
        implements Message {

    /** How an attempt ended. */
    public sealed interface Verdict extends Message {}

    /** The receiver took it. */
    public record Succeeded() implements Verdict {}

    /** It failed; {@code retryAfterMillis} is how long the receiver asked to be left alone, or null. */
    public record Failed(String error, @Nullable Long retryAfterMillis) implements Verdict {}

    /** The receiver will never accept it. */
    public record Rejected(String error) implements Verdict {}

    /** Nobody is registered under the action's name; no attempt was made. */
    public record NoHandler() implements Verdict {}

    /** Not a byte was sent, and none will be; no attempt was made. */
    public record NotStarted(String reason) implements Verdict {

        /** Delivery has as many orders as it takes. */
        public static final String BUSY = "busy";

        /** It waited in vain for others to the same receiver to end. */
        public static final String NO_ROOM = "no room";

        /** Delivery takes no more orders, for good. */
        public static final String STOPPING = "stopping";

        /** Whether it may start as soon as fewer others are under way. */
        public boolean isForRoom() {
            return reason.equals(BUSY) || reason.equals(NO_ROOM);
        }

        /** Whether it may start at another delivery only. */
        public boolean isForStop() {
            return reason.equals(STOPPING);
        }
    }
}
