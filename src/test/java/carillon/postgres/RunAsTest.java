package carillon.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only root can become others; as a normal user all other tests show that one. */
class RunAsTest {

    private static final String NOBODY = "65534";

    @TempDir
    Path folder;

    @BeforeEach
    void asRoot() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "not root");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void root_runs_it_while_the_files_stay_its_own() throws Exception {
        EmbeddedPostgres postgres = TestPostgres.start(folder, EmbeddedPostgresOptions.defaults());
        try {
            assertEquals("0", owner(folder.resolve("postgres/cluster/PG_VERSION")));
        } finally {
            postgres.stop();
        }
    }

    @Test
    void root_runs_the_folder_of_another_user_as_that_user() throws Exception {
        Path home = Files.createDirectory(folder.resolve("postgres"));
        Files.setAttribute(home, "unix:uid", Integer.valueOf(NOBODY));
        Files.setAttribute(home, "unix:gid", Integer.valueOf(NOBODY));
        EmbeddedPostgres postgres = TestPostgres.start(folder, EmbeddedPostgresOptions.defaults());
        try {
            assertEquals(NOBODY, owner(Path.of("/proc", Long.toString(postgres.pid()))));
            assertEquals(List.of("1"), Sql.query(postgres.login().socketUrl(), "SELECT 1"));
        } finally {
            postgres.stop();
        }
    }

    @Test
    void a_normal_user_runs_it_as_itself_and_unpacks_it_where_the_build_did_not() throws Exception {
        Path data = folder.resolve("data");
        Path home = Files.createDirectories(data.resolve(EmbeddedPostgres.FOLDER));
        Files.setAttribute(home, "unix:uid", Integer.valueOf(NOBODY));
        List<String> nobody =
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--inh-caps=-all");
        try (ForkedNode node = ForkedNode.fork(nobody, readableClassPath(), data)) {
            String line = node.line();
            String[] pidAndUrl = line.split(" ");
            assertTrue(pidAndUrl[1].startsWith("postgresql://"), line);
            assertEquals(List.of("1"), Sql.query(pidAndUrl[1], "SELECT 1"));
            assertEquals(NOBODY, owner(Path.of("/proc", pidAndUrl[0])));
            assertTrue(Files.isDirectory(home.resolve(Binaries.NAME)));
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(pidAndUrl[0])).orElseThrow();
            node.kill();
            server.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    private static String owner(Path path) throws IOException {
        return String.valueOf(Files.getAttribute(path, "unix:uid"));
    }

    /** Apart from the programs that the build unpacked, so that its own are unpacked. */
    private String readableClassPath() throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : ForkedNode.classPath().split(":")) {
            Path source = Path.of(entry);
            Path target = folder.resolve(copies.size() + "-" + source.getFileName());
            copy(source, target);
            copies.add(target.toString());
        }
        return String.join(":", copies);
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path to = target.resolve(source.relativize(file).toString());
                Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
