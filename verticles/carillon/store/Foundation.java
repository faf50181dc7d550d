package carillon.store;

import carillon.cron.ZoneData;
import carillon.message.Constants;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The facts of a database that every node shares: written when it is created, read ever after. */
final class Foundation {

    private static final String SHARDS = "INSERT INTO shard (shard) SELECT generate_series(0, $1::int4 - 1)";

    private static final String ACKS = "INSERT INTO ack (shard) SELECT shard FROM shard";

    private static final String SHARD_COUNT = "INSERT INTO constant (name, value) VALUES ('shardCount', $1::text)";

    private static final String ZONE_DATA = "INSERT INTO constant (name, value) VALUES ('timeZoneData', $1)";

    /** The copy of a database that was made within its server has another id there. */
    private static final String READ = """
            SELECT (SELECT value::int4 FROM constant WHERE name = 'shardCount') AS shard_count,
                   (SELECT value || '.' || oid FROM constant, pg_database
                    WHERE name = 'database' AND datname = current_database()) AS database,
                   ARRAY(SELECT key FROM secret WHERE retired_at IS NULL ORDER BY id DESC) AS keys
            """;

    private Foundation() {}

    /** Writes the first rows of a new database. */
    static Future<Void> lay(SqlConnection connection, int shardCount) {
        return Database.query(connection, SHARDS, shardCount)
                .compose(done -> Database.query(connection, ACKS))
                .compose(done -> Database.query(connection, SHARD_COUNT, Integer.toString(shardCount)))
                .compose(done -> Database.query(connection, ZONE_DATA, ZoneData.version()))
                .compose(done -> Secrets.add(connection))
                .mapEmpty();
    }

    static Future<Constants> read(Database database) {
        return database.query(READ).map(rows -> {
            Row row = rows.iterator().next();
            List<String> secrets = new ArrayList<>();
            for (Buffer key : row.getArrayOfBuffers("keys")) {
                secrets.add(Base64.getEncoder().encodeToString(key.getBytes()));
            }
            return new Constants(row.getInteger("shard_count"), secrets, row.getString("database"));
        });
    }
}
