package carillon.store;

import carillon.message.Creation;
import carillon.message.NewTask;
import carillon.message.Pending;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Accepts tasks: whatever arrives while a statement is in flight goes into the next one. */
final class Intake {

    private static final GroupCommit.Bounds BOUNDS = new GroupCommit.Bounds(1_000, 8 << 20, 20_000, 64 << 20);

    private static final String GIVEN = """
            unnest($1::text[], $2::int4[], $3::int4[], $4::text[], $5::bool[], $6::timestamptz[], $7::timestamptz[],
                    $8::timestamptz[], $9::text[], $10::bytea[], $11::bool[], $12::bool[], $13::text[], $14::int4[])
                WITH ORDINALITY AS given(
                    id, lot, shard, state, recurs, nominal, due, created_at, definition, payload, chosen, probe,
                    queue, priority, nth)
            """;

    private static final String INSERT = """
            INSERT INTO task (id, lot, shard, state, recurs, nominal, due, created_at, definition, payload,
                queue, priority, place)
            SELECT id, lot, shard, state::"char", recurs, nominal, due, created_at, definition, payload,
                queue, priority, CASE WHEN queue IS NOT NULL THEN (SELECT first FROM batch) + nth END FROM
            """;

    /** Tasks in queues are placed in the order of the batch. */
    private static final String BATCH = "batch AS MATERIALIZED (SELECT nextval('place') AS first), ";

    /** Where the server made every id: nothing can be there already. */
    private static final String PLAIN = "WITH " + BATCH + "fresh AS (" + INSERT + GIVEN + """
            ) SELECT pg_current_xact_id()::text::int8 AS transaction, (SELECT first FROM batch) AS first
            """;

    /**
     * Where clients chose ids: their keys go first, in order, so that two nodes cannot wait for each other. An id of
     * the server's own making has no key, so that it is looked for among the tasks, where it looks like one.
     */
    private static final String KEYED =
            "WITH " + BATCH + "given AS MATERIALIZED (SELECT * FROM " + GIVEN + """
                    ),
                    fresh_key AS (
                        INSERT INTO task_key (id)
                        SELECT id FROM given
                        WHERE chosen AND NOT (probe AND EXISTS (SELECT FROM task t WHERE t.id = given.id))
                        ORDER BY id
                        ON CONFLICT DO NOTHING
                        RETURNING id),
                    fresh AS (
                    """ + INSERT + """
                    given WHERE NOT chosen OR id IN (SELECT id FROM fresh_key))
                    SELECT pg_current_xact_id()::text::int8 AS transaction, ARRAY(SELECT id FROM fresh_key) AS keys,
                        (SELECT first FROM batch) AS first
                    """;

    /**
     * An id of which there is no task is free, although its key is not deleted yet. Whoever takes it writes a new key,
     * so that one who deletes the old one, by an older snapshot, finds it gone.
     */
    private static final String FREE = """
            DELETE FROM task_key k WHERE k.id = ANY($1::text[]) AND NOT EXISTS (
                SELECT FROM task t WHERE t.id = k.id OFFSET 0)
            """;

    private final Database database;
    private final Reading reading;
    private final Consumer<List<Pending>> committed;
    private final GroupCommit<Draft, Creation> group;

    /** @param committed hears of the occurrences of every transaction, after its commit */
    Intake(Database database, Reading reading, StoreMetrics metrics, Consumer<List<Pending>> committed) {
        this.database = database;
        this.reading = reading;
        this.committed = committed;
        Bisection<Draft, Creation> bisection = new Bisection<>(
                this::write, (draft, fault) -> Future.succeededFuture(new Creation(Creation.Status.REJECTED, null)));
        group = new GroupCommit<>(BOUNDS, Draft::id, Draft::bytes, metrics.measured("create", bisection));
    }

    /** Writes tasks; answered after the commit, one result a draft. */
    Future<List<Creation>> create(List<Draft> drafts) {
        return group.submit(drafts);
    }

    /** Writes one task of a chosen id within a transaction; false if the id is taken, or was until now. */
    static Future<Boolean> insert(SqlConnection connection, Draft draft) {
        return Database.query(connection, KEYED, columns(List.of(draft))).compose(rows -> {
            boolean fresh = rows.iterator().next().getArrayOfStrings("keys").length > 0;
            return fresh
                    ? Future.succeededFuture(true)
                    : Database.query(connection, FREE, (Object) new String[] {draft.id()})
                            .map(false);
        });
    }

    private Future<List<Creation>> write(List<Draft> drafts) {
        boolean plain = drafts.stream().noneMatch(draft -> draft.task().chosen());
        return plain ? writePlain(drafts) : writeKeyed(drafts);
    }

    private Future<List<Creation>> writePlain(List<Draft> drafts) {
        return database.query(PLAIN, columns(drafts)).map(rows -> {
            arm(drafts, drafts, rows.iterator().next());
            return drafts.stream().map(Draft::created).toList();
        });
    }

    private Future<List<Creation>> writeKeyed(List<Draft> drafts) {
        return database.query(KEYED, columns(drafts)).compose(rows -> {
            Row row = rows.iterator().next();
            Set<String> keys = new HashSet<>();
            Collections.addAll(keys, row.getArrayOfStrings("keys"));
            List<Draft> fresh = new ArrayList<>();
            List<Draft> taken = new ArrayList<>();
            for (Draft draft : drafts) {
                (draft.task().chosen() && !keys.contains(draft.id()) ? taken : fresh).add(draft);
            }
            arm(drafts, fresh, row);
            return compare(taken).map(compared -> drafts.stream()
                    .map(draft -> compared.getOrDefault(draft.id(), draft.created()))
                    .toList());
        });
    }

    /** Tells for ids that exist whether the body is the same. Those whose tasks are gone meanwhile are written. */
    private Future<Map<String, Creation>> compare(List<Draft> taken) {
        if (taken.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return reading.byIds(taken.stream().map(Draft::id).toList()).compose(stored -> {
            Map<String, Creation> compared = new HashMap<>();
            List<Draft> gone = new ArrayList<>();
            for (Draft draft : taken) {
                StoredTask task = stored.get(draft.id());
                if (task == null) {
                    gone.add(draft);
                } else {
                    compared.put(draft.id(), compare(draft.task(), task));
                }
            }
            return writeFreed(gone).map(written -> {
                for (int i = 0; i < gone.size(); i++) {
                    compared.put(gone.get(i).id(), written.get(i));
                }
                return compared;
            });
        });
    }

    private Future<List<Creation>> writeFreed(List<Draft> gone) {
        return gone.isEmpty()
                ? Future.succeededFuture(List.of())
                : database.query(FREE, (Object) gone.stream().map(Draft::id).toArray(String[]::new))
                        .compose(freed -> writeKeyed(gone));
    }

    private static Creation compare(NewTask task, StoredTask stored) {
        return task.definition().equals(stored.given())
                ? new Creation(Creation.Status.SAME, stored.view())
                : new Creation(Creation.Status.CONFLICT, null);
    }

    private void arm(List<Draft> batch, List<Draft> fresh, Row row) {
        long transaction = row.getLong("transaction");
        long first = row.getLong("first");
        boolean all = fresh.size() == batch.size();
        Set<Draft> written = all ? Set.of() : new HashSet<>(fresh);
        List<Pending> pending = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Draft draft = batch.get(i);
            if (draft.isScheduled() && (all || written.contains(draft))) {
                pending.add(draft.pending(transaction, draft.queue() == null ? 0 : first + i + 1));
            }
        }
        committed.accept(pending);
    }

    private static Object[] columns(List<Draft> drafts) {
        Columns<Draft> columns = new Columns<>(drafts);
        return new Object[] {
            columns.texts(Draft::id),
            columns.ints(Draft::lot),
            columns.ints(Draft::shard),
            columns.texts(Draft::state),
            columns.flags(Draft::recurs),
            columns.instants(Draft::nominal),
            columns.instants(Draft::due),
            columns.instants(Draft::createdAt),
            columns.texts(Draft::text),
            columns.bytes(Draft::payload),
            columns.flags(draft -> draft.task().chosen()),
            columns.flags(draft -> draft.task().chosen() && draft.mayBeServerMade()),
            columns.texts(Draft::queue),
            columns.intsOrNull(Draft::line)
        };
    }
}
