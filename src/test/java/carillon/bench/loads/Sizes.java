package carillon.bench.loads;

import carillon.trial.Waiting;
import io.vertx.pgclient.PgConnection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Bytes on disk of each table with its indexes and TOAST, all partitions of one together. */
record Sizes(Map<String, Long> bytes) {

    private static final String QUERY = """
            SELECT regexp_replace(relname, '_([0-9]+|default)$', '') AS name,
                sum(pg_total_relation_size(oid))::int8 AS bytes
            FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            GROUP BY 1
            """;

    static Sizes of(Stage stage) {
        Map<String, Long> bytes = new TreeMap<>();
        PgConnection connection = stage.connect();
        Waiting.get(connection.query(QUERY).execute().eventually(connection::close))
                .forEach(row -> bytes.put(row.getString("name"), row.getLong("bytes")));
        return new Sizes(bytes);
    }

    long get(String table) {
        return Objects.requireNonNullElse(bytes.get(table), 0L);
    }

    long all() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
}
