package carillon;

/** The arguments ask for what cannot be; the message says which of them, why, and what to do. */
final class BadCommandLine extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadCommandLine(String message) {
        super(message);
    }
}
