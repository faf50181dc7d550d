package carillon.store;

import carillon.json.Redaction;
import carillon.message.KeptDefinition;
import carillon.message.TaskFilter;
import carillon.message.TaskFilter.Order;
import carillon.message.TaskView;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Tells which tasks a list shows.
 *
 * @param now the database's time: what runs was due by then; which of those do run their owners know
 */
record TaskMatch(TaskFilter filter, long now) {

    /** Whether a list lets through whatever a scan finds, so that a page is found at once. */
    boolean takesAll(Scan scan) {
        return filter.state() == null
                && filter.action() == null
                && filter.labels().equals(scan.labels())
                && filter.queue() == null
                && !asksForOutcomes()
                && takesAnyInstant();
    }

    /** Whether the last outcome of each task must be known. */
    boolean asksForOutcomes() {
        return filter.lastOutcome() != null;
    }

    boolean shows(Brief task) {
        return isOfState(task)
                && (!asksForOutcomes() || filter.lastOutcome() == task.lastOutcome())
                && isDue(task)
                && isDefined(task);
    }

    /** Whether a task that was let through belongs into the list when it is read whole; an index knows more labels. */
    boolean stillShows(TaskView task) {
        return isLabelled(task.kept()) && (filter.order() == Order.ID || task.nextFireAt() != null);
    }

    private boolean takesAnyInstant() {
        return filter.order() == Order.DUE
                || filter.dueBefore() == null && filter.dueAfter() == null && !filter.dueNow();
    }

    private boolean isOfState(Brief task) {
        TaskState wanted = filter.state();
        if (wanted == TaskState.RUNNING) {
            return task.fires() && task.due() <= now;
        }
        return wanted == null || wanted == task.state();
    }

    private boolean isDue(Brief task) {
        Long before = filter.dueBefore();
        Long after = filter.dueAfter();
        boolean any = filter.order() == Order.ID && before == null && after == null && !filter.dueNow();
        return any
                || task.fires()
                        && (!filter.dueNow() || task.due() <= now)
                        && (before == null || task.due() < before)
                        && (after == null || task.due() > after);
    }

    private boolean isDefined(Brief task) {
        if (filter.queue() != null && !filter.queue().equals(task.queue())) {
            return false;
        }
        if (filter.action() == null && filter.labels().isEmpty()) {
            return true;
        }
        KeptDefinition kept = task.kept();
        return isLabelled(kept) && (filter.action() == null || doesWanted(kept.definition()));
    }

    private boolean isLabelled(KeptDefinition kept) {
        return kept.labels().entrySet().containsAll(filter.labels().entrySet());
    }

    private boolean doesWanted(@Nullable Definition definition) {
        return definition != null
                && switch (definition.action()) {
                    case Action.Handler handler -> handler.name().equals(filter.action());
                    // Who reads tasks knows the URL as it is shown only.
                    case Action.Webhook webhook ->
                        webhook.url().equals(filter.action())
                                || Redaction.shown(webhook.url()).equals(filter.action());
                };
    }
}
