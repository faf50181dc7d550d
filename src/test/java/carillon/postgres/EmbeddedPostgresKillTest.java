package carillon.postgres;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresKillTest {

    private static final long END_SECONDS_MAX = 60;

    @TempDir
    Path folder;

    @Test
    void a_killed_process_leaves_no_server_and_loses_no_committed_row() throws Exception {
        List<ProcessHandle> server;
        try (ForkedNode node = ForkedNode.fork(folder)) {
            String[] pidAndUrl = node.line().split(" ");
            Sql.query(pidAndUrl[1], "CREATE TABLE kept AS SELECT 42 AS answer");
            ProcessHandle postmaster =
                    ProcessHandle.of(Long.parseLong(pidAndUrl[0])).orElseThrow();
            server = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
            assertTrue(server.size() > 3, server::toString);
            node.kill();
        }
        for (ProcessHandle process : server) {
            process.onExit().get(END_SECONDS_MAX, TimeUnit.SECONDS);
        }
        EmbeddedPostgres next = TestPostgres.start(folder, EmbeddedPostgresOptions.defaults());
        try {
            assertEquals(List.of("42"), Sql.query(next.url(), "SELECT answer FROM kept"));
        } finally {
            next.stop();
        }
    }

    @Test
    void a_start_right_after_a_kill_waits_for_the_server_to_end() throws Exception {
        try (ForkedNode node = ForkedNode.fork(folder)) {
            Sql.query(node.line().split(" ")[1], "CREATE TABLE kept AS SELECT generate_series(1, 200000) AS number");
            node.kill();
        }
        EmbeddedPostgres next = TestPostgres.start(folder, EmbeddedPostgresOptions.defaults());
        try {
            assertEquals(List.of("200000"), Sql.query(next.url(), "SELECT count(*) FROM kept"));
        } finally {
            next.stop();
        }
    }

    @Test
    void a_second_process_on_the_folder_is_refused_and_told_who_has_it() {
        try (ForkedNode first = ForkedNode.fork(folder)) {
            String url = first.line().split(" ")[1];
            try (ForkedNode second = ForkedNode.fork(folder)) {
                String refusal = second.line();
                assertTrue(refusal.contains("in use by process " + first.pid()), refusal);
            }
            assertEquals(List.of("1"), Sql.query(url, "SELECT 1"));
        }
    }

    @Test
    void a_kill_in_the_middle_of_the_first_start_is_mended_by_the_next_one() throws Exception {
        Path home = folder.resolve("postgres");
        try (WatchService watch = FileSystems.getDefault().newWatchService();
                ForkedNode node = watched(home, watch)) {
            awaitEntry(watch, "cluster.unfinished-");
            node.kill();
        }
        assertTrue(Files.notExists(home.resolve("cluster")), "killed too late to test anything");
        EmbeddedPostgres next = TestPostgres.start(folder, EmbeddedPostgresOptions.defaults());
        try {
            assertEquals(List.of("1"), Sql.query(next.url(), "SELECT 1"));
        } finally {
            next.stop();
        }
    }

    private ForkedNode watched(Path home, WatchService watch) throws IOException {
        Files.createDirectories(home).register(watch, ENTRY_CREATE);
        return ForkedNode.fork(folder);
    }

    private static void awaitEntry(WatchService watch, String prefix) throws InterruptedException {
        boolean seen = false;
        while (!seen) {
            WatchKey key = watch.poll(END_SECONDS_MAX, TimeUnit.SECONDS);
            assertTrue(key != null, "nothing appeared");
            seen = key.pollEvents().stream()
                    .anyMatch(event -> String.valueOf(event.context()).startsWith(prefix));
            key.reset();
        }
    }
}
