package carillon.task;

/** What a reader of a task sees. */
public enum TaskState {
    SCHEDULED,
    PAUSED,
    RUNNING,
    RETRYING,
    SUCCEEDED,
    DEAD,
    CANCELLED,
    /** A recurring task that will not fire again. */
    FINISHED;

    /** Whether nothing more happens to the task by itself. */
    public boolean isTerminal() {
        return switch (this) {
            case SCHEDULED, PAUSED, RUNNING, RETRYING -> false;
            case SUCCEEDED, DEAD, CANCELLED, FINISHED -> true;
        };
    }
}
