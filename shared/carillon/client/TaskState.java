package carillon.client;

/** Where a task stands. */
public enum TaskState {
    /** Waits for its next instant. */
    SCHEDULED,
    /** Does not fire before it is resumed. */
    PAUSED,
    /** An attempt is being made. */
    RUNNING,
    /** An attempt failed, and another one follows. */
    RETRYING,
    /** Fired once, and worked. */
    SUCCEEDED,
    /** Was to fire once, and every attempt failed, or it was too late to start. */
    DEAD,
    CANCELLED,
    /** Had not started when it expired. */
    EXPIRED,
    /** A schedule without a further instant, or a task that was to fire once and was skipped. */
    FINISHED,
    /** One that this client does not know. */
    OTHER
}
