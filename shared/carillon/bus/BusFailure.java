package carillon.bus;

/** A request that failed for a known reason. Carries no stack trace: it is an answer, not a fault. */
public final class BusFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final FailureCode code;

    /** A failure; the message is for a log, and holds no secret and no payload. */
    public BusFailure(FailureCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** What its receiver can do about it. */
    public FailureCode code() {
        return code;
    }
}
