package carillon.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lines that take a dump of a running node, as the page has them. Our binaries have no pg_dump: one that notes
 * what it was told stands in for it, and that must lead into the database.
 */
class DumpRecipeTest {

    private static final Pattern LINES = Pattern.compile("(?s)```sh\n(cd data/postgres\n[^`]*pg_dump[^`]*)```");
    private static final String STAND_IN = """
            #!/bin/sh
            printf '%s\\n' "$PGPASSWORD" "$@"
            """;

    @TempDir
    private Path folder;

    @Test
    void the_lines_for_a_dump_lead_into_the_database_of_a_running_node() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        Files.writeString(tools.resolve("pg_dump"), STAND_IN);
        Files.setPosixFilePermissions(tools.resolve("pg_dump"), PosixFilePermissions.fromString("rwx------"));
        Path dump = folder.resolve("dump");
        EmbeddedPostgres running = TestPostgres.start(folder.resolve("data"), EmbeddedPostgresOptions.defaults());
        try {
            run(tools, lines().replace("/backups/carillon.dump", dump.toString()));
            List<String> told = Files.readAllLines(dump);
            assertEquals(List.of("-h", "127.0.0.1", "-p"), told.subList(1, 4));
            assertEquals(List.of("-U", "carillon", "-Fc", "carillon"), told.subList(5, 9));
            String url = "postgresql://%s:%s@%s:%s/%s"
                    .formatted(told.get(6), told.get(0), told.get(2), told.get(4), told.get(8));
            assertEquals(List.of("1"), Sql.query(url, "SELECT 1"));
        } finally {
            running.stop();
        }
    }

    private void run(Path tools, String lines) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-ec", lines)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        shell.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
        assertEquals(0, shell.start().waitFor(), () -> said());
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException unread) {
            return unread.toString();
        }
    }

    private static String lines() throws IOException {
        Matcher page = LINES.matcher(Files.readString(Path.of("docs/operating.md")));
        if (!page.find()) {
            throw new AssertionError("the page has no lines that take a dump of a running node");
        }
        return page.group(1);
    }
}
