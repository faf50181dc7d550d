package carillon.store;

import carillon.message.WebhookSecrets;
import carillon.message.WebhookSecrets.Status;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The secrets that sign webhooks: two at most, so that receivers can change over, and one at least. */
final class Secrets {

    private static final int BYTES = 32;
    private static final int ACTIVE_MAX = 2;

    private static final String ACTIVE = "SELECT id, key, created_at FROM secret WHERE retired_at IS NULL ORDER BY id";

    /** Whoever changes them waits here for whoever is changing them, and counts after that. */
    private static final String LOCK = "SELECT id FROM secret WHERE retired_at IS NULL ORDER BY id FOR UPDATE";

    private static final String ADD = "INSERT INTO secret (key) VALUES ($1)";

    private static final String RETIRE = "UPDATE secret SET retired_at = clock_timestamp() WHERE id = $1";

    private final Database database;

    Secrets(Database database) {
        this.database = database;
    }

    Future<WebhookSecrets> read() {
        return database.with(connection -> answer(connection, Status.DONE));
    }

    /** Makes a new one, unless two are active. */
    Future<WebhookSecrets> rotate() {
        return change((connection, active) -> active.size() >= ACTIVE_MAX
                ? answer(connection, Status.NOT_NOW)
                : add(connection).compose(added -> answer(connection, Status.DONE)));
    }

    /** Ends the use of one, unless it is the last. */
    Future<WebhookSecrets> retire(long id) {
        return change((connection, active) -> {
            if (!active.contains(id)) {
                return answer(connection, Status.UNKNOWN);
            }
            return active.size() == 1
                    ? answer(connection, Status.NOT_NOW)
                    : Database.query(connection, RETIRE, id).compose(done -> answer(connection, Status.DONE));
        });
    }

    /** Adds one within a transaction. */
    static Future<RowSet<Row>> add(SqlConnection connection) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Database.query(connection, ADD, Buffer.buffer(key));
    }

    private interface Change {
        Future<WebhookSecrets> make(SqlConnection connection, List<Long> active);
    }

    private Future<WebhookSecrets> change(Change change) {
        return database.transaction(connection -> Database.query(connection, LOCK)
                .compose(locked -> Database.query(connection, ACTIVE))
                .compose(rows -> {
                    List<Long> ids = new ArrayList<>();
                    for (Row row : rows) {
                        ids.add(row.getLong("id"));
                    }
                    return change.make(connection, ids);
                }));
    }

    private static Future<WebhookSecrets> answer(SqlConnection connection, Status status) {
        return Database.query(connection, ACTIVE).map(rows -> {
            List<WebhookSecrets.Secret> secrets = new ArrayList<>();
            for (Row row : rows) {
                byte[] key = row.getBuffer("key").getBytes();
                long createdAt = row.getOffsetDateTime("created_at").toInstant().toEpochMilli();
                secrets.addFirst(new WebhookSecrets.Secret(
                        row.getLong("id"), Base64.getEncoder().encodeToString(key), createdAt));
            }
            return new WebhookSecrets(status, secrets);
        });
    }
}
