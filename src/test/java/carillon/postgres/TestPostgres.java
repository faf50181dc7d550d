package carillon.postgres;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL of the tests, as durable as the real one.
 *
 * <p>One server serves all tests of a JVM and ends with it. With {@code -Dcarillon.test.database=postgresql://…} it is
 * an external one, whose role must be allowed to create databases.
 */
public final class TestPostgres {

    private static final String EXTERNAL = System.getProperty("carillon.test.database", "");
    private static final Path FOLDER =
            Path.of("target", "postgres-test-" + System.getProperty("surefire.forkNumber", "1"));
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static @Nullable EmbeddedPostgres shared;

    private TestPostgres() {}

    /** The URL of an empty database that no other test of this JVM uses. */
    public static String freshDatabase() {
        String server = EXTERNAL.isEmpty() ? shared().url() : EXTERNAL;
        String name = "carillon_test_" + DATABASES.incrementAndGet();
        if (!Sql.query(server, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")
                .isEmpty()) {
            Sql.query(server, "DROP DATABASE " + name);
        }
        Sql.query(server, "CREATE DATABASE " + name);
        return server.replaceFirst("(://[^/]*/)[^?]*", "$1" + name);
    }

    /** A server of a test's own, to stop and start at will. */
    public static EmbeddedPostgres start(Path dataFolder, EmbeddedPostgresOptions options) {
        try {
            return EmbeddedPostgres.start(dataFolder, options);
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    private static synchronized EmbeddedPostgres shared() {
        try {
            if (shared == null) {
                shared = EmbeddedPostgres.start(FOLDER);
            }
            return shared;
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }
}
