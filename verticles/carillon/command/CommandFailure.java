package carillon.command;

/** A command that cannot do what it was asked for; the message says why, and what to do. */
public final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int FAILED = 1;
    private static final int MISLED = 2;

    private final int code;

    private CommandFailure(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** Something was tried and did not work. */
    static CommandFailure failed(String message) {
        return new CommandFailure(FAILED, message);
    }

    /** The command itself is wrong. */
    static CommandFailure misled(String message) {
        return new CommandFailure(MISLED, message);
    }

    /** For the exit of the process. */
    public int code() {
        return code;
    }
}
