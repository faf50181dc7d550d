package carillon.http;

import carillon.message.Changed;
import carillon.message.KeptDefinition;
import carillon.message.TaskChange;
import carillon.message.TaskView;
import carillon.task.TaskState;
import java.util.Locale;

/** Why a change does not go with the state of its task, and what does. */
final class Conflicts {

    private Conflicts() {}

    /** The refusal of a change that its owner did not carry out. */
    static Refusal of(TaskChange change, Changed changed) {
        return Refusal.of(409, "task " + change.id() + " " + reason(change, changed));
    }

    private static String reason(TaskChange change, Changed changed) {
        TaskView task = changed.task();
        if (task == null && changed.status() == Changed.Status.NOT_NOW) {
            return "has an attempt under way; ask again once it has ended, as " + runs(change) + " shows";
        }
        if (task != null && task.kept() instanceof KeptDefinition.Unreadable unreadable) {
            return "cannot be read: " + unreadable.why() + "; PUT it anew";
        }
        if (task != null && change instanceof TaskChange.Fire fire) {
            return fire.scheduledFor() == null ? ofFiring(fire, task.state()) : ofReviving(fire, task.state());
        }
        if (task != null && task.state().isTerminal()) {
            return "is " + word(task.state()) + ", and nothing of it is left to change";
        }
        return "was changed at the same moment; read it again, and ask anew";
    }

    private static String ofFiring(TaskChange.Fire fire, TaskState state) {
        if (state == TaskState.DEAD) {
            return "is dead: revive its occurrence by fire?scheduledFor= with the instant that " + runs(fire)
                    + " shows";
        }
        return state.isTerminal()
                ? "is " + word(state) + ", and fires no more; create another task"
                : "was changed at the same moment; read it again, and ask anew";
    }

    private static String ofReviving(TaskChange.Fire fire, TaskState state) {
        return state == TaskState.CANCELLED
                ? "is cancelled, and none of its occurrences can be revived; create another task"
                : "has no dead occurrence of this instant; " + runs(fire)
                        + " shows each scheduledFor to the millisecond";
    }

    private static String runs(TaskChange change) {
        return "GET /tasks/" + change.id() + "/runs";
    }

    private static String word(TaskState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
