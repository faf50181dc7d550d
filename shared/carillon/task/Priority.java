package carillon.task;

/** Which of the tasks due at once goes first. */
public enum Priority {
    URGENT(0),
    NORMAL(1),
    BACKGROUND(2);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** Its place among the others, 0 for the one that goes first. */
    public int rank() {
        return rank;
    }
}
