package carillon;

import carillon.config.NodeConfig;
import io.vertx.core.cli.annotations.Argument;
import io.vertx.core.cli.annotations.Description;
import java.nio.file.Path;

/** A command that copies an embedded database from or to a folder. */
public abstract class CopyCommand extends DatabaseCommand {

    private Path folder = Path.of("");

    /** The argument. */
    @Argument(index = 0, argName = "folder")
    @Description("The folder of the backup")
    public void setFolder(String given) {
        folder = Path.of(given).toAbsolutePath().normalize();
    }

    @Override
    public final void run() {
        NodeConfig config = config();
        if (config.database().url() != null) {
            throw new BadCommandLine("an external PostgreSQL is copied by its own tools, such as pg_dump; this command"
                    + " is for the embedded one, so leave CARILLON_DATABASE_URL and database.url out");
        }
        Path data = Path.of(config.data()).toAbsolutePath().normalize();
        try {
            copy(data, folder);
        } catch (IllegalArgumentException refusal) {
            throw new BadCommandLine(String.valueOf(refusal.getMessage()));
        } catch (InterruptedException interruption) {
            throw new IllegalStateException("interrupted", interruption);
        }
    }

    /** Copies between the data folder of the node and a backup, and says so. */
    abstract void copy(Path data, Path backup) throws InterruptedException;
}
