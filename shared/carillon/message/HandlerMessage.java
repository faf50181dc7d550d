package carillon.message;

import carillon.bus.Address;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.task.Payload;
import org.jspecify.annotations.Nullable;

/** What may be said to those who are registered under a handler's name. */
public sealed interface HandlerMessage extends Message {

    /** The address of all who are registered under a name; each call goes to one of them. */
    static Address<HandlerMessage> of(String name) {
        return new Address<>("carillon.handler." + name, HandlerMessage.class);
    }

    /** Asks for one attempt; answered when it has ended. */
    record Call(Occurrence occurrence, int attempt, long term, Payload payload)
            implements HandlerMessage, Request<Handled> {}

    /** How the attempt ended; {@code error} is null if it succeeded. */
    record Handled(@Nullable String error) implements Message {}
}
