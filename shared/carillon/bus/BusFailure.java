package carillon.bus;

/** A request that failed for a known reason. Carries no stack trace: it is an answer, not a fault. */
public final class BusFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final FailureCode code;

    public BusFailure(FailureCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public FailureCode code() {
        return code;
    }
}
