package carillon.command;

import carillon.client.Carillon;
import carillon.client.CarillonException;
import carillon.client.Fault;
import carillon.client.Json;
import carillon.client.Problem;
import carillon.client.SetChanges;
import carillon.client.Task;
import carillon.client.TaskInfo;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends tasks that were read to a node, and tells what became of each. */
final class Sending {

    private static final String UPDATED = "updated";
    private static final int UNAUTHORIZED = 401;
    private static final Pattern INDEX = Pattern.compile("/tasks/(\\d+)(.*)");

    private final Carillon node;
    private final boolean isDryRun;
    private final PrintStream out;
    private final PrintStream complaints;

    Sending(Carillon node, boolean isDryRun, PrintStream out, PrintStream complaints) {
        this.node = node;
        this.isDryRun = isDryRun;
        this.out = out;
        this.complaints = complaints;
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
            kept.created().forEach(id -> tell("created", id, ""));
            kept.removed().forEach(id -> tell("removed", id, ""));
            kept.unchanged().forEach(id -> tell("unchanged", id, ""));
            kept.updated().forEach(each -> tell(UPDATED, each.id(), "  " + String.join(", ", each.members())));
        });
    }

    private void create(PlacedTask task) {
        if (isDryRun) {
            foresee(task);
        } else {
            node.call("POST", "/tasks", Json.parse(task.json()));
        }
        tell("created", task.id(), "  " + task.place());
    }

    private void replace(PlacedTask read, TaskInfo there) {
        // A brake that somebody pulled stays pulled, as it does in sets.
        PlacedTask task = isPaused(there) ? inItsSet(read, there).paused() : inItsSet(read, there);
        Json foreseen = foresee(task);
        String change = foreseen.get("change").string();
        boolean isOther = change.equals(UPDATED);
        if (isOther && !isDryRun) {
            // What was compared is what is replaced.
            node.replace(Task.of(Json.parse(task.json())), there.version());
        }
        String members = isOther ? "  " + String.join(", ", strings(foreseen.get("members"))) : "";
        String state =
                !isOther && there.isOver() ? "  is " + there.json().get("state").string() : "";
        tell(change, task.id(), members + state + "  " + task.place());
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
            complaints.println(tasks.get(0).place() + ": not imported: " + refused.getMessage());
            return tasks.size();
        } catch (CarillonException refused) {
            if (refused.status() == UNAUTHORIZED) {
                throw refused;
            }
            complain(refused.problem(), tasks);
            return Math.max(1, tasks.size());
        }
    }

    private void tell(String what, String id, String rest) {
        out.printf("%-10s %s%s%n", isDryRun && !what.equals("unchanged") ? "(" + what + ")" : what, id, rest);
    }

    /** Tells the faults by the lines that they came from. */
    private void complain(Problem problem, List<PlacedTask> tasks) {
        String place = tasks.size() == 1 ? tasks.get(0).place() + ": " : "";
        for (Fault fault : problem.errors()) {
            Matcher index = INDEX.matcher(fault.pointer());
            boolean inSet = index.matches() && Integer.parseInt(index.group(1)) < tasks.size();
            complaints.println(
                    inSet
                            ? tasks.get(Integer.parseInt(index.group(1))).place() + ": not imported: " + index.group(2)
                                    + " " + fault.detail()
                            : place + "not imported: " + fault);
        }
        if (problem.errors().isEmpty()) {
            complaints.println(place + "not imported: " + problem.detail());
        }
    }

    private static List<String> strings(Json list) {
        return list.elements().stream().map(Json::string).toList();
    }
}
