package carillon.store;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.Creation;
import carillon.message.Pending;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Accepts tasks: whatever arrives while a statement is in flight goes into the next one. */
final class Intake {

    static final GroupCommit.Bounds BOUNDS = new GroupCommit.Bounds(1_000, 8 << 20, 20_000, 64 << 20);

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

    /**
     * The rows of a statement go into their tables as the index of their key has them. Ids of the server's begin with
     * the time: one page of the index after the other fills up, and is split where hardly anything is left to move. By
     * a batch as it came they were split in the middle, which was 50 bytes of the log for each life of a task.
     */
    static final String BY_ID = "ORDER BY id COLLATE \"C\"";

    /** Tasks in queues are placed in the order of the batch. */
    private static final String BATCH = "batch AS MATERIALIZED (SELECT nextval('place') AS first), ";

    /** Where the server made every id: nothing can be there already. */
    private static final String PLAIN = "WITH " + BATCH + "fresh AS (" + INSERT + GIVEN + BY_ID + """
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
                    given WHERE NOT chosen OR id IN (SELECT id FROM fresh_key)
                    """ + BY_ID + """
                    ) SELECT pg_current_xact_id()::text::int8 AS transaction, ARRAY(SELECT id FROM fresh_key) AS keys,
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

    private static final Creation REJECTED = new Creation(Creation.Status.REJECTED, null);

    private final Database database;
    private final Consumer<List<Pending>> committed;
    private final Comparison comparison;
    private final GroupCommit<Draft, Landing> group;

    /** What became of a draft in a statement. */
    private enum Landing {
        WRITTEN,
        /** Its id has a key already. */
        TAKEN,
        /** For a value in it. */
        REFUSED
    }

    /** @param committed hears of the occurrences of every transaction, after its commit */
    Intake(Database database, Reading reading, StoreMetrics metrics, Consumer<List<Pending>> committed) {
        this.database = database;
        this.committed = committed;
        comparison = new Comparison(reading);
        Bisection<Draft, Landing> bisection =
                new Bisection<>(this::write, (draft, fault) -> Future.succeededFuture(Landing.REFUSED));
        group = new GroupCommit<>(BOUNDS, Draft::id, Draft::bytes, metrics.measured("create", bisection));
    }

    /**
     * Writes tasks; answered after the commit, one result a draft. Those whose ids are taken are compared behind it,
     * for which the rest of their request waits, and no other.
     */
    Future<List<Creation>> create(List<Draft> drafts) {
        // Refused now, or part of it would be written by then.
        return comparison.hasRoom()
                ? group.submit(drafts)
                        .compose(landed -> answer(drafts, landed).recover(failure -> unanswered(landed, failure)))
                : Future.failedFuture(new BusFailure(FailureCode.BUSY, "too many tasks wait to be compared"));
    }

    /** Of what was written in part nobody may say that it was refused: whoever sent no id would send it again. */
    private static <T> Future<T> unanswered(List<Landing> landed, Throwable failure) {
        boolean busy = failure instanceof BusFailure known && known.code() == FailureCode.BUSY;
        return Future.failedFuture(
                busy && landed.contains(Landing.WRITTEN)
                        ? new BusFailure(FailureCode.UNAVAILABLE, "some of it is written: " + failure.getMessage())
                        : failure);
    }

    private Future<List<Creation>> answer(List<Draft> drafts, List<Landing> landed) {
        List<Draft> taken = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            if (landed.get(i) == Landing.TAKEN) {
                taken.add(drafts.get(i));
            }
        }
        return createTaken(taken).map(compared -> {
            Iterator<Creation> next = compared.iterator();
            List<Creation> creations = new ArrayList<>(drafts.size());
            for (int i = 0; i < drafts.size(); i++) {
                creations.add(
                        switch (landed.get(i)) {
                            case WRITTEN -> drafts.get(i).created();
                            case TAKEN -> next.next();
                            case REFUSED -> REJECTED;
                        });
            }
            return creations;
        });
    }

    /** Tells for ids that exist whether the body is the same. Those whose tasks are gone meanwhile are written. */
    private Future<List<Creation>> createTaken(List<Draft> taken) {
        return comparison.compare(taken).compose(compared -> {
            List<Draft> gone = new ArrayList<>();
            for (int i = 0; i < taken.size(); i++) {
                if (compared.get(i).isEmpty()) {
                    gone.add(taken.get(i));
                }
            }
            return createFreed(gone).map(created -> {
                Iterator<Creation> next = created.iterator();
                return compared.stream().map(each -> each.orElseGet(next::next)).toList();
            });
        });
    }

    private Future<List<Creation>> createFreed(List<Draft> gone) {
        return gone.isEmpty()
                ? Future.succeededFuture(List.of())
                : database.query(FREE, (Object) gone.stream().map(Draft::id).toArray(String[]::new))
                        .compose(freed -> create(gone));
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

    private Future<List<Landing>> write(List<Draft> drafts) {
        boolean plain = drafts.stream().noneMatch(draft -> draft.task().chosen());
        return plain ? writePlain(drafts) : writeKeyed(drafts);
    }

    private Future<List<Landing>> writePlain(List<Draft> drafts) {
        return database.query(PLAIN, columns(drafts)).map(rows -> {
            List<Landing> landed = Collections.nCopies(drafts.size(), Landing.WRITTEN);
            arm(drafts, landed, rows.iterator().next());
            return landed;
        });
    }

    private Future<List<Landing>> writeKeyed(List<Draft> drafts) {
        return database.query(KEYED, columns(drafts)).map(rows -> {
            Row row = rows.iterator().next();
            Set<String> keys = new HashSet<>();
            Collections.addAll(keys, row.getArrayOfStrings("keys"));
            List<Landing> landed = new ArrayList<>(drafts.size());
            for (Draft draft : drafts) {
                landed.add(draft.task().chosen() && !keys.contains(draft.id()) ? Landing.TAKEN : Landing.WRITTEN);
            }
            arm(drafts, landed, row);
            return landed;
        });
    }

    private void arm(List<Draft> batch, List<Landing> landed, Row row) {
        long transaction = row.getLong("transaction");
        long first = row.getLong("first");
        List<Pending> pending = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            Draft draft = batch.get(i);
            if (draft.isScheduled() && landed.get(i) == Landing.WRITTEN) {
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
