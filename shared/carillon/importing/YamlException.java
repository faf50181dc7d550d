package carillon.importing;

/** YAML that is not read; the message says what is wrong with it. */
final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    YamlException(int line, String message) {
        super(message, null, false, false);
        this.line = line;
    }

    /** Where, from 1 on. */
    int line() {
        return line;
    }
}
