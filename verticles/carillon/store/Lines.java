package carillon.store;

import carillon.message.LineCursor;
import carillon.message.Pending;
import carillon.message.StoreMessage.LinePage;
import carillon.message.StoreMessage.ReadLine;
import carillon.task.Limits;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/** Reads on in one line of a queue: the pending tasks of one priority, in the order of due instant and acceptance. */
final class Lines {

    /**
     * A range of the index of lines, each row looked up once for its outcome; cut, and ended by the last row that it
     * may look at, as {@link DueQuery} does.
     */
    private static final String READ = """
            WITH page AS MATERIALIZED (
                SELECT p.*, count(*) OVER () AS in_all,
                    sum(octet_length(p.payload)) OVER (ORDER BY p.due, p.place ROWS UNBOUNDED PRECEDING)
                        - octet_length(p.payload) AS bytes_before
                FROM (
                    SELECT t.id, t.shard, t.version, t.definition, coalesce(t.payload, '') AS payload,
                        coalesce(t.accepted_at, t.created_at) AS accepted_at, t.nominal, t.due, t.attempts,
                        false AS extra, t.inserted::text::int8 AS transaction, t.fires, t.began, false AS spawned,
                        t.place, t.spent, t.pending, t.nth = $9 AS last
                    FROM (
                        SELECT m.*, row_number() OVER (ORDER BY m.due, m.place) AS nth, NOT EXISTS (
                                SELECT FROM run r WHERE r.task_id = m.id AND r.scheduled_for = m.nominal OFFSET 0)
                                AS pending
                        FROM task m
                        WHERE m.queue = $1 AND m.priority = $2::int4 AND m.state = 's' AND m.shard = $3
                            AND m.due >= $4 AND m.due <= $6 AND (m.due > $4 OR m.place >= $5)
                        ORDER BY m.due, m.place LIMIT $9) AS t
                    WHERE t.pending OR t.nth = $9
                    ORDER BY t.due, t.place LIMIT $7) AS p)
            SELECT * FROM page WHERE bytes_before < $8 ORDER BY due, place
            """;

    private final Database database;
    private final Definitions definitions;

    Lines(Database database, Definitions definitions) {
        this.database = database;
        this.definitions = definitions;
    }

    Future<LinePage> read(ReadLine read) {
        LineCursor from = read.from();
        return database.query(
                        READ,
                        from.queue(),
                        from.priority().rank(),
                        from.shard(),
                        Instants.of(from.due()),
                        from.place(),
                        Instants.of(read.horizon()),
                        read.limit(),
                        Limits.PAGE_PAYLOAD_BYTES,
                        Math.max(read.limit(), DueQuery.LOOKED_MAX))
                .map(rows -> page(read, rows));
    }

    private LinePage page(ReadLine read, RowSet<Row> rows) {
        List<Pending> pending = new ArrayList<>();
        LineCursor from = read.from();
        LineCursor next = null;
        boolean all = true;
        for (Row row : rows) {
            int there = row.getInteger("in_all");
            all = there == rows.size() && there < read.limit() && !row.getBoolean("last");
            long due = Instants.millis(row.getOffsetDateTime("due"));
            next = new LineCursor(from.shard(), from.queue(), from.priority(), due, row.getLong("place") + 1);
            Pending each = row.getBoolean("pending") ? Loading.pending(row, definitions) : null;
            if (each != null) {
                pending.add(each);
            }
        }
        return new LinePage(pending, all ? null : next);
    }
}
