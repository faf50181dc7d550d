package carillon;

import carillon.postgres.Backup;
import io.vertx.core.cli.annotations.Name;
import io.vertx.core.cli.annotations.Summary;
import java.nio.file.Path;

/** The command {@code restore}. */
@Name("restore")
@Summary("Copies a backup to where a node will find it")
public final class RestoreCommand extends CopyCommand {

    /** For the launcher, which fills in the argument. */
    public RestoreCommand() {}

    @Override
    void copy(Path data, Path backup) throws InterruptedException {
        Backup.restore(backup, data);
        Launcher.say("The backup in " + backup + " is restored in " + data + ".");
    }
}
