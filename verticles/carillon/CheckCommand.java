package carillon;

import carillon.config.NodeConfig;
import carillon.postgres.EmbeddedPostgres;
import carillon.store.Finding;
import carillon.store.Inspection;
import io.vertx.core.Vertx;
import io.vertx.core.cli.annotations.Name;
import io.vertx.core.cli.annotations.Summary;
import java.nio.file.Path;
import java.util.List;

/** The command {@code check}: reads a database for what cannot be, writes nothing, and says what to do. */
@Name("check")
@Summary("Checks a database for what cannot be, and changes nothing")
public final class CheckCommand extends DatabaseCommand {

    /** For the launcher, which fills in the options. */
    public CheckCommand() {}

    @Override
    public void run() {
        NodeConfig config = config();
        String url = config.database().url();
        List<Finding> findings = url == null ? checkEmbedded(config) : check(url, config);
        findings.forEach(CheckCommand::show);
        if (findings.isEmpty()) {
            Launcher.say("The database is in order.");
        } else {
            Launcher.exit(Launcher.FAILED, "The check found " + findings.size() + " things that cannot be.");
        }
    }

    private static List<Finding> checkEmbedded(NodeConfig config) {
        Path data = Path.of(config.data()).toAbsolutePath();
        if (!EmbeddedPostgres.isIn(data)) {
            throw new BadCommandLine("there is no database in " + data
                    + ": name its folder with CARILLON_DATA, or a server with CARILLON_DATABASE_URL");
        }
        EmbeddedPostgres started;
        try {
            started = EmbeddedPostgres.start(data);
        } catch (InterruptedException interruption) {
            throw new IllegalStateException("interrupted", interruption);
        }
        try {
            return check(started.url(), config);
        } finally {
            started.stop();
        }
    }

    private static List<Finding> check(String url, NodeConfig config) {
        Vertx vertx = Vertx.vertx();
        try {
            var settings = config.database();
            return Inspection.of(vertx, url, settings.retentionDays(), settings.answerMillis())
                    .await();
        } finally {
            vertx.close().await();
        }
    }

    private static void show(Finding finding) {
        Launcher.say(finding.count() + ": " + finding.what());
        finding.samples().forEach(sample -> Launcher.say("    " + sample));
        if (finding.count() > finding.samples().size()) {
            Launcher.say("    and " + (finding.count() - finding.samples().size()) + " more");
        }
        Launcher.say("  to do: " + finding.remedy());
    }
}
