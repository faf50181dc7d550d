package bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The PostgreSQL that all share, each with an empty database. */
final class Server implements AutoCloseable {
    private static final String DATABASE = "bench";

    private final Connection control;
    private Connection inside;

    Server() throws SQLException {
        control = connect("postgres");
    }

    private static Connection connect(String database) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + Integer.getInteger("port") + "/" + database;
        return DriverManager.getConnection(url, "bench", System.getProperty("password"));
    }

    String version() throws SQLException {
        return text(control, "SHOW server_version");
    }

    /** Settings that matter for durability and speed, as the server has them. */
    String settings() throws SQLException {
        return text(control, """
                SELECT string_agg(name || ' = ' || current_setting(name), ', ' ORDER BY name) FROM pg_settings
                WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_compression', 'max_wal_size',
                    'shared_buffers', 'autovacuum', 'autovacuum_naptime')""");
    }

    /** Makes the database anew, and writes out what those before have left. */
    String fresh() throws SQLException {
        if (inside != null) {
            inside.close();
        }
        run("DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
        run("CREATE DATABASE " + DATABASE);
        inside = connect(DATABASE);
        return DATABASE;
    }

    void checkpoint() throws SQLException {
        run("CHECKPOINT");
    }

    long walBytes() throws SQLException {
        return Long.parseLong(text(control, "SELECT (pg_current_wal_lsn() - '0/0')::int8"));
    }

    /** Rows that were inserted, changed and deleted. */
    long rowWrites() throws SQLException {
        String rows = text(inside, "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::int8 FROM pg_stat_user_tables");
        return rows == null ? 0 : Long.parseLong(rows);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = control.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        control.close();
    }
}
