package carillon.command;

import carillon.importing.ImportSettings;
import carillon.importing.Origin;
import carillon.time.Clock;
import io.vertx.core.cli.annotations.Argument;
import io.vertx.core.cli.annotations.Description;
import io.vertx.core.cli.annotations.Name;
import io.vertx.core.cli.annotations.Option;
import io.vertx.core.cli.annotations.Summary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command {@code import}: reads schedules of other programs, and makes them tasks of a running node. */
@Name("import")
@Summary("Imports schedules into a running node")
@Description("Reads crontabs, expressions of other schedulers, or tasks, and creates or replaces tasks. Every line is"
        + " imported, or named with the reason why not; then the command ends with 1. docs/importing.md tells more.")
public final class ImportCommand extends RemoteCommand {

    /** The handler that commands of crontabs go to where nothing else is said. Nothing here brings one. */
    private static final String SHELL = "shell";

    private final PrintStream results;
    private final PrintStream complaints;
    private List<String> files = List.of();
    private String from = "";
    private @Nullable String zone;
    private @Nullable String action;
    private @Nullable String set;
    private boolean isDryRun;
    private boolean isPrint;

    /**
     * For the launcher, which fills in the options.
     *
     * @param results where what was done is told
     * @param complaints where lines that are not imported are told
     */
    public ImportCommand(PrintStream results, PrintStream complaints) {
        this.results = results;
        this.complaints = complaints;
    }

    @Argument(index = 0, argName = "file")
    @Description("Files to read; /dev/stdin is one")
    public void setFiles(List<String> files) {
        this.files = List.copyOf(files);
    }

    @Option(longName = "from", argName = "form", required = true)
    @Description("crontab, system-crontab (with a column of users), cron, quartz, spring, eventbridge or tasks")
    public void setFrom(String from) {
        this.from = from;
    }

    @Option(longName = "zone", argName = "zone")
    @Description("Time zone of schedules that name none, such as Europe/Paris; UTC if left out")
    public void setZone(String zone) {
        this.zone = zone;
    }

    @Option(longName = "action", argName = "name or URL")
    @Description("Handler or webhook that the tasks call; for crontabs the handler 'shell' if left out")
    public void setAction(String action) {
        this.action = action;
    }

    @Option(longName = "set", argName = "name")
    @Description("Make them a set: tasks of it that are no longer in the files are cancelled")
    public void setSet(String set) {
        this.set = set;
    }

    @Option(longName = "dry-run", flag = true)
    @Description("Tell what would be done, and do nothing")
    public void setDryRun(boolean isDryRun) {
        this.isDryRun = isDryRun;
    }

    @Option(longName = "print", flag = true)
    @Description("Print the tasks, a line of JSON each, and send nothing")
    public void setPrint(boolean isPrint) {
        this.isPrint = isPrint;
    }

    @Override
    public void run() {
        Origin origin = Origin.named(from)
                .orElseThrow(() ->
                        CommandFailure.misled("--from '" + from + "' is not known; known are " + Origin.titles()));
        requireZone();
        Gathering read = new Gathering(set, origin == Origin.TASKS, complaints);
        for (String file : files()) {
            read.add(file, origin.read(read(file), new ImportSettings(file, actionOf(origin), zone)));
        }
        if (zone == null && origin != Origin.TASKS && read.isInUtc()) {
            complaints.println("times are read in UTC; --zone Area/City reads them in another zone");
        }
        int refused = isPrint ? print(read) : sent(read);
        refused += read.refused();
        if (refused > 0) {
            throw CommandFailure.failed(refused + " not imported; why stands above");
        }
    }

    private void requireZone() {
        try {
            if (zone != null) {
                ZoneId.of(zone);
            }
        } catch (DateTimeException unknown) {
            throw CommandFailure.misled("--zone '" + zone + "' is no time zone; write a name such as Europe/Paris");
        }
    }

    private List<String> files() {
        files.stream().filter(file -> file.startsWith("-")).findFirst().ifPresent(option -> {
            throw CommandFailure.misled(
                    "'" + option + "' is not understood; './vertx import --help' lists the options");
        });
        if (files.isEmpty()) {
            throw CommandFailure.misled("no file is named; './vertx import --help' tells how");
        }
        return files;
    }

    private @Nullable String actionOf(Origin origin) {
        boolean hasCommands = origin == Origin.CRONTAB || origin == Origin.SYSTEM_CRONTAB;
        return action == null && hasCommands ? SHELL : action;
    }

    private int print(Gathering read) {
        read.queues().forEach(each -> results.println(each.queue().line()));
        read.alone().forEach(task -> results.println(task.json()));
        read.sets()
                .forEach((name, tasks) ->
                        tasks.forEach(task -> results.println(task.in(name).json())));
        return 0;
    }

    /** Answers how many the node refused. */
    private int sent(Gathering read) {
        int[] refused = {0};
        withNode(node -> {
            Telling telling = new Telling(isDryRun, results, complaints);
            // First, so that no task starts without the limits of its queue.
            refused[0] += new QueueSending(node, isDryRun, telling).each(read.queues());
            Sending sending =
                    new Sending(node, isDryRun, telling, Clock.system().epochMillis());
            read.sets().forEach((name, tasks) -> refused[0] += sending.asSet(name, tasks));
            refused[0] += sending.each(read.alone());
        });
        return refused[0];
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (CharacterCodingException otherCharset) {
            throw CommandFailure.misled(file + " is not UTF-8");
        } catch (IOException unreadable) {
            throw CommandFailure.misled(file + " cannot be read");
        }
    }
}
