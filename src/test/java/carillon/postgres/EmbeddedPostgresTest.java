package carillon.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    Path folder;

    private final List<EmbeddedPostgres> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(EmbeddedPostgres::stop);
    }

    private EmbeddedPostgres start(Path dataFolder, EmbeddedPostgresOptions options) {
        EmbeddedPostgres postgres = TestPostgres.start(dataFolder, options);
        started.add(postgres);
        return postgres;
    }

    private EmbeddedPostgres start() {
        return start(folder, EmbeddedPostgresOptions.defaults());
    }

    private static String message(Exception refusal) {
        return String.valueOf(refusal.getMessage());
    }

    @Test
    void takes_other_settings_but_none_that_durability_needs() {
        EmbeddedPostgresOptions options = EmbeddedPostgresOptions.defaults();
        String url =
                start(folder, options.withSettings(Map.of("work_mem", "5MB"))).url();
        assertEquals(List.of("5MB"), Sql.query(url, "SHOW work_mem"));

        Map<String, String> careless = Map.of("fsync", "off");
        String refusal = message(assertThrows(IllegalArgumentException.class, () -> options.withSettings(careless)));
        assertTrue(refusal.contains("fsync"), refusal);
    }

    @Test
    void runs_the_programs_that_the_build_unpacked() {
        start();
        assertFalse(Files.exists(folder.resolve(EmbeddedPostgres.FOLDER).resolve(Binaries.NAME)));
    }

    @Test
    void keeps_its_data_over_a_restart_on_the_same_port() {
        EmbeddedPostgres first = start();
        Sql.query(first.url(), "CREATE TABLE kept AS SELECT 42 AS answer");
        int port = first.login().port();
        first.stop();
        assertTrue(first.ended().isDone());

        EmbeddedPostgres second =
                start(folder, EmbeddedPostgresOptions.defaults().withPort(port));
        assertEquals(first.url(), second.url());
        assertNotEquals(first.pid(), second.pid());
        assertEquals(List.of("42"), Sql.query(second.url(), "SELECT answer FROM kept"));

        first.stop();
        assertFalse(second.ended().isDone(), "a second stop of the first one touched the second one");
    }

    @Test
    void keeps_committed_rows_when_the_server_is_killed() throws Exception {
        EmbeddedPostgres first = start();
        Sql.query(first.url(), "CREATE TABLE kept AS SELECT 42 AS answer");
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        assertEquals(137, first.ended().get(30, TimeUnit.SECONDS));
        first.stop();
        assertEquals(List.of("42"), Sql.query(start().url(), "SELECT answer FROM kept"));
    }

    @Test
    void refuses_a_second_start_on_its_folder_and_frees_it_when_stopped() {
        EmbeddedPostgres first = start();
        String refusal = message(assertThrows(PostgresStartException.class, this::start));
        assertTrue(
                refusal.contains("in use by process " + ProcessHandle.current().pid()), refusal);
        assertTrue(refusal.contains("Stop that node first; a second node"), refusal);
        assertTrue(refusal.contains("CARILLON_DATABASE_URL"), refusal);
        assertFalse(first.ended().isDone());
        first.stop();
        start();
    }

    @Test
    void refuses_a_port_that_is_taken() {
        int taken = start(folder.resolve("first"), EmbeddedPostgresOptions.defaults())
                .login()
                .port();
        EmbeddedPostgresOptions options = EmbeddedPostgresOptions.defaults().withPort(taken);
        String refusal =
                message(assertThrows(PostgresStartException.class, () -> start(folder.resolve("second"), options)));
        assertTrue(refusal.contains("cannot listen on port " + taken), refusal);
    }

    @Test
    void sees_through_a_lock_file_whose_process_id_was_reused() throws Exception {
        EmbeddedPostgres first = start();
        int port = first.login().port();
        Path home = folder.resolve("postgres");
        Path lockFile = home.resolve("cluster").resolve("postmaster.pid");
        String left = Files.readString(lockFile);
        first.stop();

        Process other = new ProcessBuilder("cat").start();
        try {
            String reused = left.replace(Long.toString(first.pid()), Long.toString(other.pid()));
            Files.writeString(lockFile, reused);
            Files.writeString(home.resolve(".s.PGSQL." + port + ".lock"), reused);
            EmbeddedPostgres second =
                    start(folder, EmbeddedPostgresOptions.defaults().withPort(port));
            assertEquals(List.of("1"), Sql.query(second.url(), "SELECT 1"));
        } finally {
            other.destroy();
        }
    }

    @Test
    void sweeps_up_a_half_made_cluster() throws IOException {
        Path home = folder.resolve("postgres");
        Path half = home.resolve("cluster.unfinished-by-a-killed-process").resolve("base");
        Files.createDirectories(half);
        Files.writeString(half.resolve("1"), "half a table");
        assertEquals(List.of("1"), Sql.query(start().url(), "SELECT 1"));
        assertFalse(Files.exists(half.getParent()));
    }

    @Test
    void finds_a_short_place_for_the_socket_of_a_deep_folder() throws IOException {
        Path deep = folder.resolve("a-folder-with-a-name-of-some-length/".repeat(4));
        EmbeddedPostgres first = start(deep, EmbeddedPostgresOptions.defaults());
        Path socketFolder = first.login().socketFolder();
        assertEquals(List.of("1"), Sql.query(first.login().socketUrl(), "SELECT 1"));
        first.stop();
        EmbeddedPostgres second = start(deep, EmbeddedPostgresOptions.defaults());
        assertEquals(socketFolder, second.login().socketFolder());
        second.stop();
        Files.delete(socketFolder);
    }

    @Test
    void says_what_postgres_said_when_it_does_not_start() {
        EmbeddedPostgresOptions options = EmbeddedPostgresOptions.defaults();
        String refusal = message(assertThrows(
                PostgresStartException.class,
                () -> start(folder, options.withSettings(Map.of("shared_buffers", "plenty")))));
        assertTrue(refusal.contains("invalid value for parameter \"shared_buffers\": \"plenty\""), refusal);
    }

    @Test
    void gives_up_and_leaves_nothing_behind_when_it_is_not_ready_in_time() throws Exception {
        start().stop();
        EmbeddedPostgresOptions hasty = EmbeddedPostgresOptions.defaults().withReadyWithin(Duration.ofNanos(1));
        String refusal = message(assertThrows(PostgresStartException.class, () -> start(folder, hasty)));
        assertTrue(refusal.contains("was not ready within"), refusal);
        start();
    }

    @Test
    void asks_for_the_password_file_of_an_existing_cluster() throws IOException {
        start().stop();
        Files.delete(folder.resolve("postgres").resolve("password"));
        String refusal = message(assertThrows(PostgresStartException.class, this::start));
        assertTrue(refusal.contains("Put it back"), refusal);
    }

    @Test
    void names_the_way_out_on_another_platform() {
        for (Platform other : List.of(
                new Platform("Mac OS X", "aarch64", false),
                new Platform("Linux", "aarch64", true),
                new Platform("Linux", "amd64", false))) {
            String refusal = message(assertThrows(PostgresStartException.class, other::check));
            assertTrue(refusal.contains("CARILLON_DATABASE_URL"), refusal);
        }
    }
}
