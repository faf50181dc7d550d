package carillon.timer;

import carillon.message.DeliveryMessage.Credit;
import carillon.message.TimerMessage.Present;

/** Tells delivery instances for how long they may act for an owner, and what time it is. */
final class Crediting {

    private final String self;
    private final Time time;
    private final Deliveries deliveries;
    private final Ports ports;

    Crediting(String self, Time time, Deliveries deliveries, Ports ports) {
        this.self = self;
        this.time = time;
        this.deliveries = deliveries;
        this.ports = ports;
    }

    /** Answers an instance that is there. */
    void answer(Present present) {
        deliveries.heard(present, time.clock.nanoTime());
        ports.tell(present.delivery(), new Credit(self, present.sentNanos(), time.trustNanosLeft(), time.now()));
    }

    /** Answers all once more: those that asked before we could be believed would ask again in a second. */
    void answerAgain() {
        // What an instance sent lies no shorter back than when it was heard here.
        deliveries.each(
                time.clock.nanoTime(),
                (delivery, sentNanos, nanosAgo) -> ports.tell(
                        delivery, new Credit(self, sentNanos, nanosAgo + time.trustNanosLeft(), time.now())));
    }
}
