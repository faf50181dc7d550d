package carillon.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL's data directory, with the database and the role of Carillon in it.
 *
 * <p>The role owns its database and may create others, and is no superuser. The superuser has no password, so that
 * nobody can log in as it.
 *
 * @param folder the data directory
 * @param password of the role
 */
record Cluster(Path folder, String password) {

    static final String FOLDER = "cluster";
    static final String ROLE = "carillon";
    static final String DATABASE = "carillon";

    private static final String SUPERUSER = "postgres";

    private static final String WHO_MAY_LOG_IN = """
            # type  database  user       address         method
            local   all       carillon                   scram-sha-256
            host    all       carillon   127.0.0.1/32    scram-sha-256
            """;

    static Cluster initialisedIn(Path home, Binaries binaries, RunAs runAs) throws IOException, InterruptedException {
        Path folder = home.resolve(FOLDER);
        String password = Password.of(home, Files.exists(folder));
        WholeFolder.make(folder, unfinished -> {
            run(home, runAs.command(initdb(binaries, unfinished)), "");
            run(home, runAs.command(singleUser(binaries, unfinished)), roleAndDatabase(password));
            Files.writeString(unfinished.resolve("pg_hba.conf"), WHO_MAY_LOG_IN);
        });
        return new Cluster(folder, password);
    }

    private static Stream<String> initdb(Binaries binaries, Path folder) {
        return Stream.of(
                binaries.program("initdb"),
                "--pgdata=" + folder,
                "--username=" + SUPERUSER,
                "--auth=reject",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "--no-instructions");
    }

    // The server never listens before its passwords are set: it reads these statements from its standard input.
    private static Stream<String> singleUser(Binaries binaries, Path folder) {
        return Stream.of(
                binaries.program("postgres"),
                "--single",
                "-D",
                folder.toString(),
                "-c",
                "exit_on_error=on",
                "-c",
                "log_min_error_statement=panic",
                SUPERUSER);
    }

    private static String roleAndDatabase(String password) {
        return """
                CREATE ROLE %1$s LOGIN CREATEDB IN ROLE pg_monitor, pg_checkpoint PASSWORD '%3$s'
                CREATE DATABASE %2$s OWNER %1$s
                """.formatted(ROLE, DATABASE, password);
    }

    private static void run(Path home, List<String> command, String input) throws IOException, InterruptedException {
        Command.Ended ended = new Command(command).run(home, input);
        if (ended.code() != 0) {
            throw new PostgresStartException(
                    "The embedded PostgreSQL could not be initialised in %s: %s ended with code %d.%n%s"
                            .formatted(home, String.join(" ", command), ended.code(), ended.tail()));
        }
    }
}
