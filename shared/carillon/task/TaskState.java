package carillon.task;

/** What a reader of a task sees. */
public enum TaskState {
    /** Waits for its next instant. */
    SCHEDULED,
    /** Does not fire until it is resumed. */
    PAUSED,
    /** An attempt is under way, as its owner says. */
    RUNNING,
    /** A one-shot whose last attempt failed, and that waits for the next. */
    RETRYING,
    /** A one-shot that is done. */
    SUCCEEDED,
    /** A one-shot whose attempts all failed, or that was too late to start: a dead letter. */
    DEAD,
    /** Taken back by a client. */
    CANCELLED,
    /** Its time to start ran out. */
    EXPIRED,
    /** A recurring task that will not fire again, or a one-shot that was skipped. */
    FINISHED;

    /** Whether nothing more happens to the task by itself. */
    public boolean isTerminal() {
        return switch (this) {
            case SCHEDULED, PAUSED, RUNNING, RETRYING -> false;
            case SUCCEEDED, DEAD, CANCELLED, EXPIRED, FINISHED -> true;
        };
    }
}
