package carillon.task;

/** How an occurrence ended; each has exactly one. */
public enum Outcome {
    /** An attempt succeeded. */
    SUCCEEDED,
    /** Every attempt failed, the receiver will never accept it, or it was too late to start: a dead letter. */
    DEAD,
    /** A client took it back before an attempt succeeded. */
    CANCELLED,
    /** It was passed over without an attempt; its reason says why. */
    SKIPPED,
    /** It had not started when its task expired. */
    EXPIRED;

    /** Whether the occurrence was attempted, and so counts among the fires of its schedule. */
    public boolean isFired() {
        return switch (this) {
            case SUCCEEDED, DEAD -> true;
            case CANCELLED, SKIPPED, EXPIRED -> false;
        };
    }
}
