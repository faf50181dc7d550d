package carillon.client;

import org.jspecify.annotations.Nullable;

/**
 * What became of one task of many.
 *
 * @param task as it was given
 * @param status 201 created, 200 there already with the same body, else why it was refused
 * @param problem null where it was not refused
 */
public record Creation(Task task, int status, @Nullable Problem problem) {

    static Creation of(Task task, Members line) {
        int status = (int) line.number("status");
        Json error = line.value("error");
        return new Creation(task, status, error == null ? null : Problem.of(status, error, null));
    }

    /** Whether the task is there, durably. */
    public boolean isThere() {
        return problem == null;
    }

    /** Whether sending it again may help. */
    boolean isTurnedAway() {
        return problem != null && (problem.isBusy() || problem.isUnavailable());
    }
}
