package carillon.client;

import carillon.json.JsonText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sends tasks that were read to a node, and tells what became of each. */
final class Sending {

    private static final int CREATED = 201;
    private static final int UNKNOWN = 404;
    private static final Pattern INDEX = Pattern.compile("/tasks/(\\d+)(.*)");

    private final Node node;
    private final boolean isDryRun;
    private final PrintStream out;
    private final PrintStream complaints;

    Sending(Node node, boolean isDryRun, PrintStream out, PrintStream complaints) {
        this.node = node;
        this.isDryRun = isDryRun;
        this.out = out;
        this.complaints = complaints;
    }

    /** Creates or replaces each by itself, and answers how many were refused. */
    int each(List<PlacedTask> tasks) {
        int refused = 0;
        for (PlacedTask task : tasks) {
            refused += isDryRun ? foretell(task) : put(task);
        }
        return refused;
    }

    /** Makes them a set, and answers how many were refused; then none was taken. */
    int asSet(String set, List<PlacedTask> tasks) {
        String list = tasks.stream().map(PlacedTask::json).collect(Collectors.joining(",\n"));
        String body = "{\"set\":" + JsonText.of(set) + ",\"tasks\":[\n" + list + "\n]}";
        Node.Answer answer = node.send("PUT", isDryRun ? "/tasks?dryRun=true" : "/tasks", body);
        if (!answer.isOk()) {
            complain(answer, tasks);
            return tasks.size();
        }
        JsonObject kept = answer.json();
        List.of("created", "removed", "unchanged")
                .forEach(what -> kept.getJsonArray(what).forEach(id -> tell(what, String.valueOf(id), "")));
        kept.getJsonArray("updated").stream()
                .map(JsonObject.class::cast)
                .forEach(each -> tell(
                        "updated",
                        each.getString("id"),
                        each.getJsonArray("members").stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ", "  ", ""))));
        return 0;
    }

    private int foretell(PlacedTask task) {
        Node.Answer there = node.send("GET", "/tasks/" + task.id(), "");
        if (!there.isOk() && there.status() != UNKNOWN) {
            complain(there, List.of(task));
            return 1;
        }
        tell(there.isOk() ? "there" : "created", task.id(), "  " + task.place());
        return 0;
    }

    private int put(PlacedTask task) {
        Node.Answer answer = node.send("PUT", "/tasks/" + task.id(), task.json());
        if (!answer.isOk()) {
            complain(answer, List.of(task));
            return 1;
        }
        tell(answer.status() == CREATED ? "created" : "there", task.id(), "  " + task.place());
        return 0;
    }

    private void tell(String what, String id, String rest) {
        out.printf("%-10s %s%s%n", isDryRun && !what.equals("unchanged") ? "(" + what + ")" : what, id, rest);
    }

    /** Tells the faults by the lines that they came from. */
    private void complain(Node.Answer answer, List<PlacedTask> tasks) {
        JsonObject problem = answer.json();
        JsonArray errors = problem.getJsonArray("errors", new JsonArray());
        for (Object each : errors) {
            JsonObject error = (JsonObject) each;
            String pointer = error.getString("pointer");
            Matcher index = INDEX.matcher(pointer);
            boolean inSet = index.matches() && Integer.parseInt(index.group(1)) < tasks.size();
            PlacedTask task = inSet ? tasks.get(Integer.parseInt(index.group(1))) : tasks.get(0);
            complaints.println(task.place() + ": not imported: " + (inSet ? index.group(2) : pointer) + " "
                    + error.getString("detail"));
        }
        if (errors.isEmpty()) {
            complaints.println((tasks.size() == 1 ? tasks.get(0).place() + ": " : "") + "not imported: "
                    + problem.getString("detail"));
        }
    }
}
