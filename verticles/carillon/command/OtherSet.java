package carillon.command;

/** A task belongs to another set than the one that a file names; the message says what to do. */
final class OtherSet extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OtherSet(String message) {
        super(message, null, false, false);
    }
}
