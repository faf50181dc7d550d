package carillon.task;

/** How an occurrence ended; each has exactly one. */
public enum Outcome {
    SUCCEEDED,
    /** Every attempt failed, or the receiver said that it will never accept it: a dead letter. */
    DEAD,
    CANCELLED,
    SKIPPED
}
