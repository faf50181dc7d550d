package carillon.command;

import carillon.client.Carillon;
import carillon.client.CarillonException;
import carillon.client.Json;
import carillon.client.SetChanges;
import carillon.client.Task;
import carillon.client.TaskInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sends tasks that were read to a node, and tells what became of each. */
final class Sending {

    private final Carillon node;
    private final boolean isDryRun;
    private final Telling telling;
    private final long now;

    /**
     * Begins.
     *
     * @param now in milliseconds since 1970
     */
    Sending(Carillon node, boolean isDryRun, Telling telling, long now) {
        this.node = node;
        this.isDryRun = isDryRun;
        this.telling = telling;
        this.now = now;
    }

    /** Creates or replaces each by itself, in the set that it is in, and answers how many were refused. */
    int each(List<PlacedTask> tasks) {
        int refused = 0;
        for (PlacedTask task : tasks) {
            refused += tried(List.of(task), () -> {
                Optional<TaskInfo> there = node.find(task.id());
                if (there.isPresent()) {
                    replace(task, there.get());
                } else {
                    create(task);
                }
            });
        }
        return refused;
    }

    /** Makes them a set, and answers how many were refused; then none was taken. */
    int asSet(String name, List<PlacedTask> tasks) {
        List<Task> set =
                tasks.stream().map(task -> Task.of(Json.parse(task.json()))).toList();
        return tried(tasks, () -> {
            SetChanges kept =
                    isDryRun ? node.sets().foresee(name, set) : node.sets().put(name, set);
            Map<String, PlacedTask> byId = tasks.stream().collect(Collectors.toMap(PlacedTask::id, task -> task));
            kept.created().forEach(id -> told(Telling.CREATED, one(byId, id), ""));
            kept.removed().forEach(id -> telling.done("removed", id, ""));
            kept.unchanged().forEach(id -> told(Telling.UNCHANGED, one(byId, id), ""));
            kept.updated().forEach(each -> told(Telling.UPDATED, one(byId, each.id()), joined(each.members())));
        });
    }

    /** A node says of what it was sent alone that it keeps it. */
    private static PlacedTask one(Map<String, PlacedTask> sent, String id) {
        return Objects.requireNonNull(sent.get(id));
    }

    private void create(PlacedTask task) {
        if (isDryRun) {
            foresee(task);
        } else {
            node.call("POST", "/tasks", Json.parse(task.json()));
        }
        told(Telling.CREATED, task, "");
    }

    private void replace(PlacedTask read, TaskInfo there) {
        // A brake that somebody pulled stays pulled, as it does in sets.
        PlacedTask task = isPaused(there) ? inItsSet(read, there).paused() : inItsSet(read, there);
        Json foreseen = foresee(task);
        String change = foreseen.get("change").string();
        boolean isOther = change.equals(Telling.UPDATED);
        if (isOther && !isDryRun) {
            // What was compared is what is replaced.
            node.replace(Task.of(Json.parse(task.json())), there.version());
        }
        String members = isOther ? joined(strings(foreseen.get("members"))) : "";
        String state =
                !isOther && there.isOver() ? "  is " + there.json().get("state").string() : "";
        told(change, task, members + state);
    }

    private void told(String what, PlacedTask task, String rest) {
        String note = task.note(now).map(words -> "  " + words).orElse("");
        telling.done(what, task.id(), rest + "  " + task.place() + note);
    }

    private static boolean isPaused(TaskInfo there) {
        return !there.isOver() && there.json().get("enabled").equals(Json.of(false));
    }

    private static PlacedTask inItsSet(PlacedTask read, TaskInfo there) {
        String set = there.labels().get(PlacedTask.SET);
        String wanted = read.set();
        if (set == null || set.equals(wanted)) {
            return read;
        }
        if (wanted == null) {
            return read.in(set);
        }
        if (there.isOver()) {
            return read;
        }
        throw new OtherSet("belongs to the set " + set + ", and is in " + wanted
                + " here; take it out of the one first, or make them equal");
    }

    private Json foresee(PlacedTask task) {
        return node.call("PUT", "/tasks/" + task.id() + "?dryRun=true", Json.parse(task.json()))
                .body();
    }

    /** How many were refused: none, or all of the tasks; a set without any counts as one. */
    private int tried(List<PlacedTask> tasks, Runnable call) {
        try {
            call.run();
            return 0;
        } catch (OtherSet refused) {
            telling.refused(tasks.get(0).place(), String.valueOf(refused.getMessage()));
            return tasks.size();
        } catch (CarillonException refused) {
            telling.refused(tasks.stream().map(PlacedTask::place).toList(), refused);
            return Math.max(1, tasks.size());
        }
    }

    private static String joined(List<String> members) {
        return "  " + String.join(", ", members);
    }

    private static List<String> strings(Json list) {
        return list.elements().stream().map(Json::string).toList();
    }
}
