package carillon.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client of a fresh server sees. */
class PostgresLoginTest {

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = TestPostgres.start(folder, EmbeddedPostgresOptions.defaults());
    }

    @AfterAll
    static void stop() {
        postgres.stop();
    }

    @Test
    void answers_over_tcp_and_over_the_unix_socket() {
        PostgresLogin login = postgres.login();
        assertEquals(List.of("carillon"), Sql.query(login.url(), "SELECT current_user"));
        assertEquals(List.of("carillon"), Sql.query(login.socketUrl(), "SELECT current_database()"));
    }

    @Test
    void refuses_a_wrong_password_on_both_ways() {
        PostgresLogin login = postgres.login();
        String guess = "x".repeat(login.password().length());
        for (String url : List.of(login.url(), login.socketUrl())) {
            String wrong = url.replace(login.password(), guess);
            PgException refusal = assertThrows(PgException.class, () -> Sql.query(wrong, "SELECT 1"));
            assertEquals("28P01", refusal.getSqlState());
        }
    }

    @Test
    void keeps_its_password_to_the_owner_and_out_of_its_text() throws IOException {
        PostgresLogin login = postgres.login();
        Path file = folder.resolve("postgres").resolve("password");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(login.password(), Files.readString(file));
        assertTrue(login.password().length() >= 32, "only " + login.password().length() + " characters");
        assertFalse(login.toString().contains(login.password()), login.toString());
    }

    @Test
    void is_durable_and_on_loopback_only() {
        String url = postgres.url();
        assertEquals(List.of("on", "on", "on", "127.0.0.1", "UTF8", "C", "UTC", "off"), Sql.query(url, """
                        SELECT current_setting(name) FROM unnest(ARRAY['fsync', 'synchronous_commit',
                          'full_page_writes', 'listen_addresses', 'server_encoding', 'lc_messages', 'timezone', 'jit'
                        ]) WITH ORDINALITY AS setting(name, place) ORDER BY place
                        """));
    }

    @Test
    void runs_the_version_that_its_folder_names() {
        assertEquals(
                Binaries.VERSION.replaceAll("\\.0$", ""),
                Sql.query(postgres.url(), "SHOW server_version").getFirst());
    }
}
