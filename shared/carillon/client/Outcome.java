package carillon.client;

/** How an occurrence ended. */
public enum Outcome {
    SUCCEEDED,
    /** Every attempt failed, or it was too late to start. */
    DEAD,
    CANCELLED,
    /** Was passed over; its reason says why. */
    SKIPPED,
    /** Had not started when its task expired. */
    EXPIRED,
    /** One that this client does not know. */
    OTHER
}
