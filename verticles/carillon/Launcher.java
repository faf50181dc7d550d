package carillon;

import carillon.command.CommandFailure;
import carillon.command.ExportCommand;
import carillon.command.ImportCommand;
import carillon.config.ConfigException;
import io.vertx.core.cli.CLI;
import io.vertx.core.cli.CLIException;
import io.vertx.core.cli.MissingValueException;
import io.vertx.core.logging.JULLogDelegateFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.logging.LogManager;

/**
 * The program: {@code run}, with the options of Vert.x, commands that talk to a running node, and commands for the
 * database of one.
 *
 * <p>It ends with 0 after a drain, with 2 when it was told something wrong, and with 1 for every other reason. What was
 * wrong is one line on the error output.
 */
public final class Launcher extends io.vertx.core.Launcher {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int BAD_CONFIGURATION = 2;

    private static volatile int code = OK;

    /** Does what the arguments say, and returns as soon as what they start was started. */
    public static void main(String[] arguments) {
        startLogging();
        Launcher launcher = new Launcher();
        launcher.register(NodeCommand.class, NodeCommand::new);
        launcher.register(ImportCommand.class, () -> new ImportCommand(System.out, System.err));
        launcher.register(ExportCommand.class, () -> new ExportCommand(System.out));
        launcher.register(CheckCommand.class, CheckCommand::new);
        launcher.register(BackupCommand.class, BackupCommand::new);
        launcher.register(RestoreCommand.class, RestoreCommand::new);
        // They would start a JVM past ./vertx, without its options and its drain.
        List.of("bare", "list", "start", "stop").forEach(launcher::unregister);
        try {
            launcher.dispatch(arguments);
        } catch (BadCommandLine | ConfigException bad) {
            exit(BAD_CONFIGURATION, String.valueOf(bad.getMessage()));
        } catch (CommandFailure failure) {
            exit(failure.code(), String.valueOf(failure.getMessage()));
        } catch (RuntimeException failure) {
            exit(FAILED, "Carillon cannot go on: " + failure.getMessage());
        }
    }

    /** Says what a user waits for. */
    static void say(String line) {
        System.out.println(line);
    }

    /** Stops what was started, and ends the process. */
    static void exit(int chosen, String why) {
        System.err.println(why);
        code = chosen;
        // Vert.x is closed on the way out, and its closing may need the thread that says so.
        new Thread(() -> System.exit(chosen), "exit").start();
    }

    /**
     * Ends the process now that Vert.x has stopped. A process that was told to stop, and did, is a success; the JVM by
     * itself would report the signal.
     */
    static void halt() {
        Runtime.getRuntime().halt(code);
    }

    @Override
    protected void printGlobalUsage() {
        System.out.print(Help.PROGRAM.text());
    }

    @Override
    protected void printCommandUsage(CLI cli) {
        if (cli.getName().equals(NodeCommand.NAME)) {
            System.out.print(Help.RUN.text());
        } else {
            super.printCommandUsage(cli);
        }
    }

    @Override
    protected void printCommandNotFound(String command) {
        throw new BadCommandLine("'" + command + "' is no command; './vertx --help' lists them");
    }

    @Override
    protected void printSpecificException(CLI cli, Exception problem) {
        throw misunderstood(cli, problem);
    }

    @Override
    protected void printGenericExecutionError(CLI cli, CLIException problem) {
        throw misunderstood(cli, problem);
    }

    private static BadCommandLine misunderstood(CLI cli, Exception problem) {
        boolean lacksVerticle = cli.getName().equals(NodeCommand.NAME)
                && problem instanceof MissingValueException lacking
                && lacking.getArgument() != null;
        String fault = lacksVerticle ? "no verticle is named, such as carillon.Main" : problem.getMessage();
        return new BadCommandLine(fault + "; './vertx " + cli.getName() + " --help' tells how");
    }

    private static void startLogging() {
        System.setProperty("java.util.logging.manager", LastingLog.class.getName());
        System.setProperty("vertx.logger-delegate-factory-class-name", JULLogDelegateFactory.class.getName());
        LogManager manager = LogManager.getLogManager();
        if (System.getProperty("java.util.logging.config.file") == null) {
            try (InputStream settings = Launcher.class.getResourceAsStream("/logging.properties")) {
                manager.readConfiguration(settings);
            } catch (IOException e) {
                throw new UncheckedIOException("logging.properties cannot be read", e);
            }
        }
        if (manager instanceof LastingLog lasting) {
            lasting.keepHandlers();
        }
    }
}
