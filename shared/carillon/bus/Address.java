package carillon.bus;

/**
 * A place on the bus, and what may be sent there.
 *
 * @param <P> the protocol: a sealed interface of messages
 */
public record Address<P extends Message>(String name, Class<P> protocol) {}
