package bench.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of this measurement, which is empty when the process starts. */
final class Database {
    static final String HOST = "127.0.0.1";
    static final int PORT = Integer.getInteger("port", 5432);
    static final String USER = "bench";
    static final String NAME = System.getProperty("database", "bench");

    private Database() {}

    static String password() {
        return System.getenv("BENCH_PASSWORD");
    }

    static String jdbcUrl() {
        return "jdbc:postgresql://" + HOST + ":" + PORT + "/" + NAME;
    }

    /** A pool with statements prepared and batches sent as one. */
    static HikariDataSource pool(int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl() + "?reWriteBatchedInserts=true");
        config.setUsername(USER);
        config.setPassword(password());
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    static void script(HikariDataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The version in the manifest of the jar that a class comes from, else in the jar's name. */
    static String versionOf(Class<?> type) {
        String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return path.replaceAll(".*-([0-9][^/]*)\\.jar", "$1");
    }
}
