package carillon.client;

/** Which of the tasks that are due goes first. */
public enum Priority {
    URGENT,
    NORMAL,
    BACKGROUND
}
