package carillon.message;

import carillon.bus.Message;
import carillon.task.Outcome;
import carillon.task.TaskState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a list shows, and in which order; what is null or empty does not restrict.
 *
 * @param action the name of a handler, or the URL of a webhook, whole or as it is shown
 * @param dueBefore only tasks that fire before this instant
 * @param dueAfter only tasks that fire after this instant
 * @param queue the name of a queue
 * @param lastOutcome of the latest occurrence in the history of the task
 * @param dueNow only tasks that are due by the clock of the database
 */
public record TaskFilter(
        @Nullable TaskState state,
        @Nullable String action,
        @Nullable Long dueBefore,
        Map<String, String> labels,
        @Nullable Long dueAfter,
        Order order,
        @Nullable String queue,
        @Nullable Outcome lastOutcome,
        boolean dueNow)
        implements Message {

    /** Everything, by id. */
    public static final TaskFilter ALL = new TaskFilter(null, null, null, Map.of(), null, Order.ID, null, null, false);

    /** How a list is sorted. */
    public enum Order {
        ID,
        /** By the instants at which the tasks fire next; those that will not fire are left out. */
        DUE
    }

    public TaskFilter {
        labels = Map.copyOf(labels);
    }

    public TaskFilter withState(TaskState other) {
        return new TaskFilter(other, action, dueBefore, labels, dueAfter, order, queue, lastOutcome, dueNow);
    }

    public TaskFilter withAction(String other) {
        return new TaskFilter(state, other, dueBefore, labels, dueAfter, order, queue, lastOutcome, dueNow);
    }

    public TaskFilter withLabels(Map<String, String> others) {
        return new TaskFilter(state, action, dueBefore, others, dueAfter, order, queue, lastOutcome, dueNow);
    }

    /** Only what fires between two instants, neither included; null for an open end. */
    public TaskFilter withDue(@Nullable Long after, @Nullable Long before) {
        return new TaskFilter(state, action, before, labels, after, order, queue, lastOutcome, dueNow);
    }

    public TaskFilter inOrder(Order other) {
        return new TaskFilter(state, action, dueBefore, labels, dueAfter, other, queue, lastOutcome, dueNow);
    }

    public TaskFilter withQueue(@Nullable String name) {
        return new TaskFilter(state, action, dueBefore, labels, dueAfter, order, name, lastOutcome, dueNow);
    }

    /** Only what ended so the last time; null for whatever it did, or never did. */
    public TaskFilter withLastOutcome(@Nullable Outcome outcome) {
        return new TaskFilter(state, action, dueBefore, labels, dueAfter, order, queue, outcome, dueNow);
    }
}
