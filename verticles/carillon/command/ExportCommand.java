package carillon.command;

import carillon.client.Carillon;
import carillon.client.Filter;
import carillon.client.QueueInfo;
import carillon.client.TaskInfo;
import io.vertx.core.cli.annotations.Description;
import io.vertx.core.cli.annotations.Name;
import io.vertx.core.cli.annotations.Summary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The command {@code export}: queues, and every task that may still fire, a line each, as import reads it. */
@Name("export")
@Summary("Prints the queues and tasks of a running node, a line of JSON each")
@Description("Prints the limits and pauses of queues, and every task that may still fire."
        + " './vertx import FILE --from tasks' reads what is printed.")
public final class ExportCommand extends RemoteCommand {

    private final PrintStream results;

    /** For the launcher, which fills in the options; what it prints goes to {@code results}. */
    public ExportCommand(PrintStream results) {
        this.results = results;
    }

    @Override
    public void run() {
        executionContext.commandLine().allArguments().stream().findFirst().ifPresent(argument -> {
            throw CommandFailure.misled(
                    "'" + argument + "' is not understood; './vertx export --help' lists the options");
        });
        export();
    }

    /** Prints them. */
    public void export() {
        withNode(this::print);
    }

    private void print(Carillon node) {
        for (QueueInfo each : node.queues().list()) {
            KeptQueue queue = KeptQueue.of(each);
            if (!queue.differences(KeptQueue.plain(each.name())).isEmpty()) {
                results.println(queue.line().line());
            }
        }
        List<String> unreadable = new ArrayList<>();
        for (TaskInfo task : node.list(Filter.any())) {
            if (task.unreadable() != null) {
                unreadable.add(task.id() + " (" + task.unreadable() + ")");
            } else if (!task.isOver()) {
                results.println(task.toTask().json().line());
            }
        }
        if (!unreadable.isEmpty()) {
            throw CommandFailure.failed("left out, because they cannot be read: " + String.join(", ", unreadable));
        }
    }
}
