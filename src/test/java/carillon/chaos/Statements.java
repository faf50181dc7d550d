package carillon.chaos;

import io.vertx.core.buffer.Buffer;

/** Looks into what a client of PostgreSQL sends (protocol 3.0), without following the connection. */
final class Statements {

    private static final byte EXECUTE = 'E';
    private static final byte QUERY = 'Q';
    private static final int LENGTH_BYTES_MIN = 4;

    private Statements() {}

    /**
     * Whether the server is asked for something that may commit: the execution of a prepared statement, or the text
     * {@code COMMIT}. Bytes that do not begin with a message are not understood, and so are not.
     */
    static boolean mayCommit(Buffer sent) {
        for (int at = 0; at + LENGTH_BYTES_MIN < sent.length(); ) {
            int length = sent.getInt(at + 1);
            if (length < LENGTH_BYTES_MIN) {
                return false;
            }
            int end = Math.min(sent.length(), at + 1 + length);
            switch (sent.getByte(at)) {
                case EXECUTE -> {
                    return true;
                }
                case QUERY -> {
                    return sent.getString(at + 1 + LENGTH_BYTES_MIN, end).startsWith("COMMIT");
                }
                default -> at = end;
            }
        }
        return false;
    }
}
