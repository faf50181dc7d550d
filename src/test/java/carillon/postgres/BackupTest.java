package carillon.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    @TempDir
    private Path folder;

    @Test
    void rows_come_back_and_the_password_stays() throws Exception {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backups/monday");
        Path elsewhere = folder.resolve("elsewhere");
        String password = served(data, "CREATE TABLE kept AS SELECT 1 AS n");
        Backup.save(data, backup);
        assertEquals("rwx------", permissions(backup.resolve("postgres")));
        assertEquals("rwx------", permissions(backup.resolve("postgres/cluster")));
        assertEquals("rw-------", permissions(backup.resolve("postgres/password")));
        assertFalse(Files.exists(backup.resolve("postgres/log")));

        Backup.restore(backup, elsewhere);
        assertEquals(password, served(elsewhere, "SELECT n FROM kept"));
    }

    @Test
    void a_database_in_use_is_not_copied() {
        Path data = folder.resolve("data");
        EmbeddedPostgres running = TestPostgres.start(data, EmbeddedPostgresOptions.defaults());
        try {
            Path backup = folder.resolve("backup");
            assertThrows(PostgresStartException.class, () -> Backup.save(data, backup));
            assertFalse(Files.exists(backup.resolve("postgres")));
            assertRefused("is in use", () -> Backup.restore(data, folder.resolve("elsewhere")));
        } finally {
            running.stop();
        }
    }

    @Test
    void nothing_is_overwritten_and_nothing_made_of_nothing() throws Exception {
        Path data = folder.resolve("data");
        Path empty = folder.resolve("empty");
        assertRefused("there is no database", () -> Backup.save(empty, folder.resolve("backup")));
        assertRefused("there is no backup", () -> Backup.restore(empty, data));
        served(data, "SELECT 1");
        assertRefused("already", () -> Backup.save(data, data));
        Backup.save(data, folder.resolve("backup"));
        assertRefused("already", () -> Backup.restore(folder.resolve("backup"), data));
        Files.writeString(folder.resolve("backup/postgres/cluster/PG_VERSION"), "17\n");
        assertRefused("made by PostgreSQL 17", () -> Backup.restore(folder.resolve("backup"), empty));
    }

    private interface Refused {
        void run() throws Exception;
    }

    private static void assertRefused(String why, Refused work) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, work::run).getMessage());
        assertTrue(message.contains(why), message);
    }

    /** Runs a statement that must answer something or nothing, and gives the password. */
    private static String served(Path data, String sql) {
        EmbeddedPostgres running = TestPostgres.start(data, EmbeddedPostgresOptions.defaults());
        try {
            List<String> rows = Sql.query(running.url(), sql);
            assertEquals(sql.startsWith("SELECT") ? List.of("1") : List.of(), rows);
            return running.login().password();
        } finally {
            running.stop();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
