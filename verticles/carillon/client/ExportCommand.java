package carillon.client;

import carillon.json.JsonMembers;
import carillon.json.TaskSlices;
import carillon.json.TaskSlices.Slice;
import io.vertx.core.cli.annotations.DefaultValue;
import io.vertx.core.cli.annotations.Description;
import io.vertx.core.cli.annotations.Name;
import io.vertx.core.cli.annotations.Option;
import io.vertx.core.cli.annotations.Summary;
import io.vertx.core.spi.launcher.DefaultCommand;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command {@code export}: every task that may still fire, a line of JSON each, as import reads it. */
@Name("export")
@Summary("Prints the tasks of a running node, a line of JSON each")
@Description("Prints every task that may still fire. './vertx import FILE --from tasks' reads what is printed.")
public final class ExportCommand extends DefaultCommand {

    private static final String PAGE = "/tasks?limit=1000";
    /** What a task has besides what its author said. */
    private static final List<String> READ_ONLY =
            List.of("state", "note", "nextFireAt", "lastRun", "createdAt", "version");

    private static final Set<String> OVER =
            Set.of("\"succeeded\"", "\"dead\"", "\"cancelled\"", "\"finished\"", "\"expired\"");

    private final PrintStream results;
    private String url = Node.URL_DEFAULT;
    private @Nullable String tokenFile;

    /** For the launcher, which fills in the options; the tasks go to {@code results}. */
    public ExportCommand(PrintStream results) {
        this.results = results;
    }

    @Option(longName = "url", argName = "url")
    @Description("Where the node is reached")
    @DefaultValue(Node.URL_DEFAULT)
    public void setUrl(String url) {
        this.url = url;
    }

    @Option(longName = "token-file", argName = "file")
    @Description("A file with a token, where the node takes tokens")
    public void setTokenFile(String file) {
        this.tokenFile = file;
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
        try (Node node = Node.at(url, tokenFile)) {
            String cursor = null;
            do {
                cursor = page(node, cursor);
            } while (cursor != null);
        }
    }

    private @Nullable String page(Node node, @Nullable String cursor) {
        String more = cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        Node.Answer answer = node.send("GET", PAGE + more, "");
        if (!answer.isOk()) {
            throw CommandFailure.failed(
                    "the tasks cannot be listed: " + answer.json().getString("detail"));
        }
        for (Slice slice :
                TaskSlices.of(answer.text().getBytes(StandardCharsets.UTF_8)).tasks()) {
            Map<String, String> task = JsonMembers.of(slice.json());
            if (!OVER.contains(task.getOrDefault("state", ""))) {
                READ_ONLY.forEach(task::remove);
                results.println(JsonMembers.line(task));
            }
        }
        return answer.json().getString("cursor");
    }
}
