package carillon;

import carillon.postgres.Backup;
import io.vertx.core.cli.annotations.Name;
import io.vertx.core.cli.annotations.Summary;
import java.nio.file.Path;

/** The command {@code backup}. */
@Name("backup")
@Summary("Copies the embedded database of a node that is stopped")
public final class BackupCommand extends CopyCommand {

    /** For the launcher, which fills in the argument. */
    public BackupCommand() {}

    @Override
    void copy(Path data, Path backup) throws InterruptedException {
        Backup.save(data, backup);
        Launcher.say("The database in " + data + " is backed up in " + backup + ".");
    }
}
