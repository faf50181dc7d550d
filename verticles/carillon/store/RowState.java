package carillon.store;

import carillon.task.Outcome;
import carillon.task.TaskState;
import org.jspecify.annotations.Nullable;

/** The letters of the columns {@code state} and {@code outcome}, and what they mean to a reader. */
final class RowState {

    static final String SCHEDULED = "s";
    static final String PAUSED = "p";
    static final String CANCELLED = "c";
    static final String FINISHED = "f";
    static final String EXPIRED = "e";

    private RowState() {}

    /** The state of a task that may fire. */
    static String live(boolean enabled) {
        return enabled ? SCHEDULED : PAUSED;
    }

    static String letter(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> "s";
            case DEAD -> "d";
            case CANCELLED -> "c";
            case SKIPPED -> "k";
            case EXPIRED -> "e";
        };
    }

    static Outcome outcome(String letter) {
        return switch (letter) {
            case "s" -> Outcome.SUCCEEDED;
            case "d" -> Outcome.DEAD;
            case "c" -> Outcome.CANCELLED;
            case "k" -> Outcome.SKIPPED;
            case "e" -> Outcome.EXPIRED;
            default -> throw new IllegalArgumentException("'" + letter + "' is no outcome");
        };
    }

    /**
     * What a reader sees.
     *
     * @param outcome of the pending occurrence, or null if it is still pending; of a one-shot it is the task's own
     * @param tried whether the pending occurrence has failed attempts behind it, since it became pending
     */
    static TaskState shown(String state, boolean recurs, @Nullable Outcome outcome, boolean tried) {
        TaskState over = recurs || outcome == null ? null : of(outcome);
        return switch (state) {
            case CANCELLED -> TaskState.CANCELLED;
            case FINISHED -> TaskState.FINISHED;
            case EXPIRED -> TaskState.EXPIRED;
            case PAUSED -> over != null ? over : TaskState.PAUSED;
            case SCHEDULED -> over != null ? over : !recurs && tried ? TaskState.RETRYING : TaskState.SCHEDULED;
            default -> throw new IllegalArgumentException("'" + state + "' is no state of a task");
        };
    }

    private static TaskState of(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> TaskState.SUCCEEDED;
            case DEAD -> TaskState.DEAD;
            case CANCELLED -> TaskState.CANCELLED;
            case SKIPPED -> TaskState.FINISHED;
            case EXPIRED -> TaskState.EXPIRED;
        };
    }
}
