package carillon.delivery;

import carillon.message.DeliveryMessage.Order;
import carillon.message.Occurrence;
import java.util.concurrent.TimeUnit;

/** An order on its way through the book. */
final class Attempt {

    /** How far it has come. */
    enum Stage {
        WAITING,
        /** Its carrier was called; nothing was sent yet. */
        CALLED,
        /** Its first byte has left. */
        STARTED,
        /** Nothing more of it may leave: it ended, or was taken back. */
        OVER
    }

    private final String owner;
    private final Order order;
    private final Target target;
    private final long arrivedNanos;
    private Stage stage = Stage.WAITING;
    private boolean withdrawn;
    private long arrival;
    private long startedNanos;

    Attempt(String owner, Order order, Target target, long arrivedNanos) {
        this.owner = owner;
        this.order = order;
        this.target = target;
        this.arrivedNanos = arrivedNanos;
    }

    String owner() {
        return owner;
    }

    Order order() {
        return order;
    }

    Occurrence occurrence() {
        return order.occurrence();
    }

    Target target() {
        return target;
    }

    long arrivedNanos() {
        return arrivedNanos;
    }

    /** When its occurrence was due, in milliseconds since 1970. */
    long due() {
        return order.due();
    }

    /** Which of those that came to its lane it is, so that no two are equal there. */
    long arrival() {
        return arrival;
    }

    void arrive(long number) {
        arrival = number;
    }

    Stage stage() {
        return stage;
    }

    boolean isWithdrawn() {
        return withdrawn;
    }

    /** Whether it waited for so long that it must not start any more. */
    boolean isExpired(long nowNanos) {
        Long within = order.startWithinMillis();
        return within != null && nowNanos - arrivedNanos >= TimeUnit.MILLISECONDS.toNanos(within);
    }

    /** When its first byte left, or its carrier was called if none did. */
    long startedNanos() {
        return startedNanos;
    }

    void call(long nowNanos) {
        stage = Stage.CALLED;
        startedNanos = nowNanos;
    }

    void start(long nowNanos) {
        stage = Stage.STARTED;
        startedNanos = nowNanos;
    }

    void withdraw() {
        stage = Stage.OVER;
        withdrawn = true;
    }

    void end() {
        stage = Stage.OVER;
    }

    /** Whether its owner, or its number under the same owner, is newer than that of another attempt. */
    boolean isNewerThan(Attempt other) {
        return order.term() != other.order.term()
                ? order.term() > other.order.term()
                : order.attempt() > other.order.attempt();
    }
}
