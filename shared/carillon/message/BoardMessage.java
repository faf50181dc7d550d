package carillon.message;

import carillon.bus.Address;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.lease.Holding;
import java.util.List;

/** What operators ask of the board of holders and shards, and have changed on it. The store answers. */
public sealed interface BoardMessage extends Message {

    Address<BoardMessage> ADDRESS = new Address<>("carillon.store.board", BoardMessage.class);

    /** Asks for all of it. */
    record AskBoard() implements BoardMessage, Request<BoardRead> {}

    /** The holders that live, and all shards. */
    record BoardRead(List<Member> members, List<Holding> holdings) implements Message {
        public BoardRead {
            members = List.copyOf(members);
            holdings = List.copyOf(holdings);
        }
    }

    /**
     * A live holder, as operators see it.
     *
     * @param holder its id
     * @param address where it is reached on the bus
     * @param node the name of its process
     * @param draining whether its node was told to hand its shards over and take none
     */
    record Member(String holder, String address, String node, boolean draining) implements Message {}

    /** Has a node hand its shards over and take none, until it ends or is told to go on. */
    record Drain(String node) implements BoardMessage, Request<DrainChanged> {}

    /** Has a node take shards again. */
    record Undrain(String node) implements BoardMessage, Request<DrainChanged> {}

    record DrainChanged(DrainStatus status) implements Message {}

    /** What became of the wish. */
    enum DrainStatus {
        /** The holders of the node are told with their next renewals. */
        DONE,
        /** No live holder is on the node. */
        UNKNOWN,
        /** Nobody else would take the shards. */
        LAST
    }
}
