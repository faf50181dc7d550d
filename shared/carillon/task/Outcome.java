package carillon.task;

/** How an occurrence ended; each has exactly one. */
public enum Outcome {
    /** An attempt succeeded. */
    SUCCEEDED,
    /** Every attempt failed, or the receiver said that it will never accept it: a dead letter. */
    DEAD,
    /** A client took it back before an attempt succeeded. */
    CANCELLED,
    /** It was passed over without an attempt; its reason says why. */
    SKIPPED
}
