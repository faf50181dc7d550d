package carillon;

/** The program was told something wrong; the message says what, where, and what to do. */
final class BadConfiguration extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadConfiguration(String message) {
        super(message);
    }
}
