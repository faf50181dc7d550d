package carillon.delivery;

import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.Order;
import io.vertx.core.Future;

/** Makes attempts of one kind. */
@FunctionalInterface
interface Carrier {

    /**
     * Makes one attempt, within the order's time-out.
     *
     * @param gate asked once, immediately before the first byte leaves
     * @return how it ended; a failure is a fault of the carrier
     */
    Future<Verdict> carry(Order order, Gate gate);
}
