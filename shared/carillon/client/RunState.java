package carillon.client;

/** Where an occurrence stands. */
public enum RunState {
    /** Waits for its due instant. */
    UPCOMING,
    /** Its task is paused. */
    PAUSED,
    /** An attempt failed, and another one follows. */
    RETRYING,
    /** May start, and has not begun as far as is known. */
    DUE,
    /** May start, and its reason says what is missing. */
    WAITING,
    /** An attempt is being made. */
    RUNNING,
    /** Has its outcome. */
    ENDED,
    /** One that this client does not know. */
    OTHER
}
