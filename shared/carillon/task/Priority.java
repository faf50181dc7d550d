package carillon.task;

/** Which of the tasks due at once goes first. */
public enum Priority {
    URGENT,
    NORMAL,
    BACKGROUND
}
