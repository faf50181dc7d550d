package carillon;

import carillon.config.NodeConfig;
import io.vertx.core.cli.annotations.Description;
import io.vertx.core.cli.annotations.Option;
import io.vertx.core.json.JsonObject;
import io.vertx.core.spi.launcher.DefaultCommand;
import io.vertx.core.spi.launcher.ExecutionContext;
import java.util.List;

/** A command for the database of a node, which it finds by the node's own configuration. */
public abstract class DatabaseCommand extends DefaultCommand {

    private JsonObject given = new JsonObject();

    /** The option of the same name. */
    @Option(longName = "conf", argName = "config")
    @Description("The configuration of the node, as a file or as JSON; the environment wins over it")
    public void setConfig(String config) {
        given = GivenJson.read(config, "conf");
    }

    /** Refuses what is left over: the parser takes an option that it does not know for one more argument. */
    @Override
    public void setUp(ExecutionContext context) {
        super.setUp(context);
        List<String> arguments = context.commandLine().allArguments();
        int expected = context.cli().getArguments().size();
        if (arguments.size() > expected) {
            String command = context.cli().getName();
            throw new BadCommandLine("'" + arguments.get(expected) + "' is not understood; './vertx " + command
                    + " --help' lists the options");
        }
    }

    /** The configuration that a node would have. */
    NodeConfig config() {
        return NodeConfig.read(given, System.getenv());
    }
}
