package carillon.timer;

import carillon.bus.Message;
import carillon.bus.Request;
import carillon.message.AttemptResult;
import carillon.message.DeliveryMessage;
import carillon.message.DeliveryMessage.Begun;
import carillon.message.DeliveryMessage.Deliver;
import carillon.message.DeliveryMessage.OrderName;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Done;
import carillon.message.TimerMessage.HandOver;
import java.util.List;

/** What an {@link Owner} needs of the world. Answers come later, on the thread that calls the owner. */
interface Ports {

    /** Asks the store. */
    <R extends Message, Q extends StoreMessage & Request<R>> void ask(Q request, Reply<R> reply);

    /** Tells a delivery instance. */
    void tell(String delivery, DeliveryMessage message);

    /**
     * Gives orders to a delivery instance.
     *
     * @param foundNobody called if there is no such instance, so that they went nowhere
     */
    void order(String delivery, Deliver orders, Runnable foundNobody);

    /** Takes orders back from a delivery instance. */
    void withdraw(String delivery, List<OrderName> orders, Reply<Withdrawn> reply);

    /** Asks a delivery instance when attempts began; it has little time to answer. */
    void askBegun(String delivery, List<Occurrence> occurrences, Reply<Begun> reply);

    /** Passes results on to the owner that a shard went to. */
    void forward(String owner, List<AttemptResult> results);

    /** Passes on to the owner that a shard went to what was just committed. */
    void passOn(String owner, List<Pending> pending);

    /** Tells every store that shards are ours. */
    void announce(String self, List<Integer> shards);

    /** Tells every owner that shards are free. */
    void freed();

    /**
     * Hands shards over to another owner; it has little time to say that it heard.
     *
     * @param again whether it may have heard before
     */
    void handOver(String owner, HandOver slice, boolean again, Reply<Done> reply);
}
