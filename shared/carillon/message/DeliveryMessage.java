package carillon.message;

import carillon.bus.Added;
import carillon.bus.Address;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.task.Action;
import carillon.task.Payload;
import carillon.task.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be said to a delivery instance. */
public sealed interface DeliveryMessage extends Message {

    /** The address of one instance. */
    static Address<DeliveryMessage> of(String address) {
        return new Address<>(address, DeliveryMessage.class);
    }

    /** Names an instance, so that whoever hears that a member of the cluster is gone knows that the instance is. */
    static String addressIn(String member, String unique) {
        return "carillon.delivery." + member + "." + unique;
    }

    /** Whether an instance lives in a member of the cluster. */
    static boolean livesIn(String address, String member) {
        return !member.isEmpty() && address.startsWith(addressIn(member, ""));
    }

    /** Every delivery instance serves this too, for those who want to know whether there is any. */
    Address<DeliveryMessage> ANY = new Address<>("carillon.deliveries", DeliveryMessage.class);

    /** Orders to make attempts; each is answered by one {@link AttemptResult} to {@code owner}. */
    record Deliver(String owner, List<Order> orders) implements DeliveryMessage {
        public Deliver {
            orders = List.copyOf(orders);
        }
    }

    /**
     * Takes orders back; answered with those whose first byte had left, which go on.
     *
     * @param owner who gave them, and is told first what had ended; null if it does not say
     */
    record Withdraw(List<OrderName> orders, @Added @Nullable String owner)
            implements DeliveryMessage, Request<Withdrawn> {
        public Withdraw {
            orders = List.copyOf(orders);
        }
    }

    /** What tells an order from those of the same occurrence that were given before, after, and by other owners. */
    record OrderName(Occurrence occurrence, long term, int attempt) implements Message {}

    /** The occurrences whose orders go on. Of the others none is under way; what had ended was told before. */
    record Withdrawn(List<Occurrence> started) implements Message {
        public Withdrawn {
            started = List.copyOf(started);
        }
    }

    /** Asks when attempts began. */
    record AskBegun(List<Occurrence> occurrences) implements DeliveryMessage, Request<Begun> {
        public AskBegun {
            occurrences = List.copyOf(occurrences);
        }
    }

    /** Those whose first byte has left, and that have not ended. */
    record Begun(List<Beginning> beginnings) implements Message {
        public Begun {
            beginnings = List.copyOf(beginnings);
        }
    }

    /**
     * The beginning of an attempt that is being made.
     *
     * @param nanosAgo how long before this message was sent the first byte left
     */
    record Beginning(Occurrence occurrence, int attempt, long nanosAgo) implements Message {}

    /**
     * Lets a delivery instance act for an owner.
     *
     * @param sentNanos the reading that the instance sent with its {@link TimerMessage.Present}
     * @param remainingNanos how long the owner may be believed, from a moment after {@code sentNanos}
     * @param databaseMillis what the database's clock showed at least when this was sent, in milliseconds since 1970,
     *     or 0 if the owner does not tell
     */
    record Credit(
            String owner,
            long sentNanos,
            long remainingNanos,
            @Added long databaseMillis) implements DeliveryMessage {}

    /**
     * One attempt to be made.
     *
     * @param term tells the receiver a stale owner from its successor
     * @param startWithinMillis it must not start later than so long after its arrival, or null for no matter when
     * @param queued whether its owner waits to hear that it left
     */
    record Order(
            Occurrence occurrence,
            int shard,
            long term,
            int attempt,
            long due,
            Action action,
            Payload payload,
            long timeoutMillis,
            Priority priority,
            @Nullable Long startWithinMillis,
            boolean queued)
            implements Message {

        /** What to take it back by. */
        public OrderName name() {
            return new OrderName(occurrence, term, attempt);
        }

        /** One that may start at any time. */
        public Order(
                Occurrence occurrence,
                int shard,
                long term,
                int attempt,
                long due,
                Action action,
                Payload payload,
                long timeoutMillis,
                Priority priority) {
            this(occurrence, shard, term, attempt, due, action, payload, timeoutMillis, priority, null, false);
        }

        public Order withStartWithin(long millis) {
            return new Order(
                    occurrence, shard, term, attempt, due, action, payload, timeoutMillis, priority, millis, queued);
        }

        /** One whose owner waits to hear that it left. */
        public Order ofQueue() {
            return new Order(
                    occurrence,
                    shard,
                    term,
                    attempt,
                    due,
                    action,
                    payload,
                    timeoutMillis,
                    priority,
                    startWithinMillis,
                    true);
        }
    }
}
