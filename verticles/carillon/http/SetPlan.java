package carillon.http;

import carillon.json.DefinitionDiff;
import carillon.json.Redaction;
import carillon.message.NewTask;
import carillon.message.SetMessage;
import carillon.message.SetMessage.Clash;
import carillon.message.SetMessage.Declared;
import carillon.message.SetMessage.Keep;
import carillon.message.SetMessage.Kept;
import carillon.message.SetMessage.Update;
import carillon.message.TaskChange;
import carillon.message.TaskView;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.TaskState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a set comes to, given the tasks that are there. Pure.
 *
 * @param changes what has to be done, one change a task
 * @param foreseen what will have been done then
 */
record SetPlan(List<TaskChange> changes, Kept foreseen) {

    SetPlan {
        changes = List.copyOf(changes);
    }

    /**
     * Compares.
     *
     * @param known every task that the set names, and every task that has the label of the set, by id
     */
    static SetPlan of(Keep order, Map<String, TaskView> known) {
        Making making = new Making();
        Set<String> named = new HashSet<>();
        for (int i = 0; i < order.tasks().size(); i++) {
            Declared declared = order.tasks().get(i);
            named.add(declared.task().id());
            making.compare(order.set(), i, declared, known.get(declared.task().id()));
        }
        known.values().stream()
                .filter(task -> !task.state().isTerminal())
                .map(TaskView::id)
                .filter(id -> !named.contains(id))
                .sorted()
                .forEach(making::remove);
        return new SetPlan(making.changes, making.toKept());
    }

    private static final class Making {

        private final List<TaskChange> changes = new ArrayList<>();
        private final List<String> created = new ArrayList<>();
        private final List<Update> updated = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();
        private final List<String> unchanged = new ArrayList<>();
        private final List<Clash> clashes = new ArrayList<>();

        /** What was cancelled, by whomever, is there no more: a set says what should be there. */
        void compare(String set, int index, Declared declared, @Nullable TaskView there) {
            NewTask task = withSecrets(index, declared.task(), there);
            if (there == null || there.state() == TaskState.CANCELLED) {
                created.add(task.id());
                changes.add(new TaskChange.Put(task, null, true));
                return;
            }
            Definition before = there.definition();
            String owner = there.kept().labels().getOrDefault(SetMessage.LABEL, set);
            if (!owner.equals(set) && !there.state().isTerminal()) {
                String detail = task.id() + " belongs to the set " + owner + "; take it out there first";
                clashes.add(new Clash(index, "/id", detail));
                return;
            }
            boolean enabled = before == null ? there.state() != TaskState.PAUSED : before.enabled();
            Definition wanted = declared.pauseStays() ? task.definition().withEnabled(enabled) : task.definition();
            if (wanted.equals(before)) {
                unchanged.add(task.id());
                return;
            }
            if (Foresight.leavesQueue(there, wanted)) {
                clashes.add(new Clash(index, "/queue", Foresight.stays(there)));
                return;
            }
            updated.add(new Update(task.id(), DefinitionDiff.members(before, wanted)));
            changes.add(new TaskChange.Put(new NewTask(task.id(), true, wanted), null, true));
        }

        /** With the secrets that are kept, where the author gave back the marks that he was shown. */
        private NewTask withSecrets(int index, NewTask task, @Nullable TaskView there) {
            if (!(task.definition().action() instanceof Action.Webhook marked) || !Redaction.isMarked(marked)) {
                return task;
            }
            Definition before = there == null ? null : there.definition();
            Action kept = before == null ? new Action.Handler("none") : before.action();
            return switch (Redaction.filled(marked, kept)) {
                case Redaction.Whole whole ->
                    new NewTask(task.id(), true, task.definition().withAction(whole.action()));
                case Redaction.Unknown unknown -> {
                    unknown.violations().forEach(each -> clashes.add(new Clash(index, each.pointer(), each.detail())));
                    yield task;
                }
            };
        }

        void remove(String id) {
            removed.add(id);
            changes.add(new TaskChange.Cancel(id));
        }

        Kept toKept() {
            return new Kept(created, updated, removed, unchanged, clashes);
        }
    }
}
