package carillon.message;

import carillon.bus.Address;
import carillon.bus.Message;

/** What may be said to every process that runs verticles of ours, or of a user beside them. */
public sealed interface NodeMessage extends Message {

    Address<NodeMessage> ALL = new Address<>("carillon.nodes", NodeMessage.class);

    /** Has each tell of itself. */
    record RollCall(String from) implements NodeMessage {

        /** Where the {@link NodeReport}s go. */
        public Address<NodeReport> asker() {
            return new Address<>(from, NodeReport.class);
        }
    }
}
