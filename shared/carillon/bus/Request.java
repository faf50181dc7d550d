package carillon.bus;

/**
 * A message that is answered.
 *
 * @param <R> the answer
 */
public interface Request<R extends Message> extends Message {}
