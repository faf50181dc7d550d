package carillon.bus;

/** What may travel over the bus: an immutable record of values that {@link WireCodec} can write. */
public interface Message {}
