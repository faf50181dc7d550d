package carillon.bus;

/** Why a request failed, so that its sender knows what to do. The number travels over the wire. */
public enum FailureCode {
    /** A limit is reached; try again after a moment. */
    BUSY(1),
    /** The database, or the one who should answer, is away; nothing is known to be done; try again after a moment. */
    UNAVAILABLE(2),
    /** The receiver does not own the shard, or not so that it may change it now; nothing was done; look it up again. */
    NOT_OWNER(3),
    /** The sender broke the protocol, or speaks another version of it. */
    REFUSED(4),
    /** A fault of the receiver; its log says more. */
    INTERNAL(5),
    /** Nobody serves the address, or not yet; nothing was done; try again after a moment. */
    ABSENT(6);

    private final int number;

    FailureCode(int number) {
        this.number = number;
    }

    /** What stands for it on the wire; never given to another code. */
    public int number() {
        return number;
    }

    static FailureCode of(int number) {
        for (FailureCode code : values()) {
            if (code.number == number) {
                return code;
            }
        }
        return UNAVAILABLE;
    }
}
