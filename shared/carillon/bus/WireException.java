package carillon.bus;

/** Bytes from the wire that are no message of this protocol. */
public final class WireException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WireException(String message) {
        super(message);
    }
}
