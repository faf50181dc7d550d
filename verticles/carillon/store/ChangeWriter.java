package carillon.store;

import carillon.json.DefinitionText;
import carillon.message.Changed.Status;
import carillon.message.TaskChange;
import carillon.store.Plan.End;
import carillon.store.Plan.Place;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a {@link Plan} within a transaction that holds the fence and the task's row. */
record ChangeWriter(SqlConnection connection, long term) {

    /** What its schedule left waiting while it was paused becomes visible again with a task that goes on. */
    private static final String MOVE = """
            WITH waiting AS (
                UPDATE occurrence SET inserted = pg_current_xact_id()
                WHERE task_id = $1 AND spawned AND $4::text = 's')
            UPDATE task SET lot = $3, state = $4::text::"char", nominal = $5, due = $6, attempts = $7,
                inserted = pg_current_xact_id()
            WHERE id = $1 AND lot = $2
            """;

    private static final String REPLACE = """
            UPDATE task SET lot = $3, state = $4::text::"char", nominal = $5, due = $6, attempts = $7,
                fires = 0, began = CASE WHEN $7 > 0 THEN began END, spent = least(spent, $7),
                inserted = pg_current_xact_id(), version = version + 1, recurs = $8, definition = $9, payload = $10,
                accepted_at = $11, shard = $12, queue = $13::text, priority = $14::int4,
                place = CASE WHEN queue IS NOT DISTINCT FROM $13 THEN place
                    WHEN $13 IS NOT NULL THEN nextval('place') END
            WHERE id = $1 AND lot = $2
            """;

    private static final String END = """
            INSERT INTO run (task_id, scheduled_for, term, version, attempt, covers, due, outcome, reason,
                last_scheduled_for)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text::"char", $9, $10)
            ON CONFLICT DO NOTHING
            RETURNING task_id
            """;

    /** What stands beside the schedule ends with the task. */
    private static final String END_EXTRAS = """
            WITH gone AS (DELETE FROM occurrence WHERE task_id = $1 RETURNING *)
            INSERT INTO run (task_id, scheduled_for, term, version, attempt, due, outcome, reason)
            SELECT task_id, scheduled_for, $2, $3, attempts, due, 'c', $4 FROM gone
            ON CONFLICT DO NOTHING
            """;

    private static final String PURGE = """
            WITH runs AS (DELETE FROM run WHERE task_id = $1),
            attempts AS (DELETE FROM attempt WHERE task_id = $1),
            occurrences AS (DELETE FROM occurrence WHERE task_id = $1),
            keys AS (DELETE FROM task_key WHERE id = $1)
            DELETE FROM task WHERE id = $1
            """;

    private static final String EXTRA = """
            INSERT INTO occurrence (task_id, scheduled_for, shard, due, attempts, spent)
            SELECT $1, made.scheduled_for, $2::int4, $3::timestamptz, made.spent, made.spent
            FROM unnest($4::timestamptz[], $5::int4[]) AS made (scheduled_for, spent)
            """;

    private static final String REVIVE = """
            UPDATE task SET state = 's', due = $3, attempts = $4, spent = $4, inserted = pg_current_xact_id()
            WHERE id = $1 AND lot = $2
            """;

    /** Each outcome becomes a failed attempt among others; the greatest of their numbers is answered. */
    private static final String UNBURY = """
            WITH dead AS (
                DELETE FROM run WHERE task_id = $1 AND scheduled_for = ANY(ARRAY(
                    SELECT r.scheduled_for FROM run r
                    WHERE r.task_id = $1 AND r.scheduled_for BETWEEN $2 AND $3 AND r.outcome = 'd'
                    ORDER BY r.scheduled_for LIMIT $4))
                RETURNING *),
            kept AS (
                INSERT INTO attempt (task_id, scheduled_for, attempt, term, started_at, finished_at, error)
                SELECT task_id, scheduled_for, attempt, term, started_at, finished_at, coalesce(error, reason, '')
                FROM dead WHERE started_at IS NOT NULL AND finished_at IS NOT NULL
                ON CONFLICT DO NOTHING)
            SELECT dead.scheduled_for, greatest(dead.attempt, (
                SELECT max(a.attempt) FROM attempt a
                WHERE a.task_id = $1 AND a.scheduled_for = dead.scheduled_for)) AS attempts
            FROM dead
            """;

    /**
     * What was written.
     *
     * @param fired the nominal instants of the only occurrences that are pending by it, if it names them
     * @param overtaken see {@link #nothing}
     */
    record Written(Status status, Set<Long> fired, boolean overtaken) {

        Written(Status status) {
            this(status, Set.of(), false);
        }

        Written(Status status, Set<Long> fired) {
            this(status, fired, false);
        }

        /** Nothing, because something else was faster: what is there now must be read again. */
        static Written nothing() {
            return new Written(Status.NOT_NOW, Set.of(), true);
        }

        boolean isNews() {
            return status == Status.CREATED || status == Status.CHANGED || status == Status.PARTLY;
        }
    }

    Future<Written> write(@Nullable StoredTask stored, Plan plan) {
        return switch (plan) {
            case Plan.Leave leave -> Future.succeededFuture(new Written(leave.status()));
            case Plan.Create create -> create(create.draft());
            case Plan.Move move -> write(there(stored), move);
            case Plan.Replace replace -> write(there(stored), replace);
            case Plan.Cancel cancel -> write(there(stored), cancel);
            case Plan.Purge purge -> purge(there(stored));
            case Plan.Extra extra -> fire(there(stored), extra);
            case Plan.Revive revive -> write(there(stored), revive);
        };
    }

    private static StoredTask there(@Nullable StoredTask stored) {
        if (stored == null) {
            throw new IllegalStateException("a plan to change a task that is not there");
        }
        return stored;
    }

    private Future<Written> create(Draft draft) {
        return Intake.insert(connection, draft).map(fresh -> fresh ? new Written(Status.CREATED) : Written.nothing());
    }

    private Future<Written> write(StoredTask task, Plan.Move plan) {
        return end(task, plan.end())
                .compose(done -> Database.query(connection, MOVE, place(task, plan.place())))
                .map(new Written(Status.CHANGED));
    }

    private Future<Written> write(StoredTask task, Plan.Replace plan) {
        Place to = plan.place();
        return end(task, plan.end())
                .compose(done -> Database.query(
                        connection,
                        REPLACE,
                        task.id(),
                        task.lot(),
                        to.lot(),
                        to.state(),
                        Instants.of(to.nominal()),
                        Instants.of(to.due()),
                        to.attempts(),
                        plan.definition().trigger().recurs(),
                        DefinitionText.write(plan.definition()),
                        Draft.payload(plan.definition().payload()),
                        Instants.of(plan.acceptedAt()),
                        plan.shard(),
                        plan.definition().queueName(),
                        Draft.line(plan.definition())))
                .map(new Written(Status.CHANGED));
    }

    /** A one-shot whose outcome came in between has it, and keeps it. */
    private Future<Written> write(StoredTask task, Plan.Cancel plan) {
        return end(task, plan.end()).compose(ended -> {
            if (!ended && !task.recurs()) {
                return Future.succeededFuture(Written.nothing());
            }
            Place place = new Place(task.lot(), RowState.CANCELLED, task.nominal(), task.due(), task.attempts());
            return Database.query(connection, MOVE, place(task, place))
                    .compose(moved ->
                            Database.query(connection, END_EXTRAS, task.id(), term, task.version(), plan.reason()))
                    .map(new Written(Status.CHANGED));
        });
    }

    private Future<Written> purge(StoredTask task) {
        return Database.query(connection, PURGE, task.id()).map(new Written(Status.CHANGED));
    }

    private Future<Written> write(StoredTask task, Plan.Revive plan) {
        return Database.query(
                        connection,
                        UNBURY,
                        task.id(),
                        Instants.of(plan.from()),
                        Instants.of(plan.to()),
                        TaskChange.Revive.OCCURRENCES_MAX)
                .compose(rows -> {
                    Map<Long, Integer> dead = new HashMap<>();
                    rows.forEach(row -> dead.put(
                            Instants.millis(row.getOffsetDateTime("scheduled_for")), row.getInteger("attempts")));
                    return dead.isEmpty()
                            ? Future.succeededFuture(new Written(Status.NOT_NOW))
                            : revive(task, dead, plan.due());
                });
    }

    /** Takes dead occurrences with their numbers of attempts. That of a task that fires once is the task's own. */
    private Future<Written> revive(StoredTask task, Map<Long, Integer> dead, long due) {
        Status status = dead.size() < TaskChange.Revive.OCCURRENCES_MAX ? Status.CHANGED : Status.PARTLY;
        Written written = new Written(status, Set.copyOf(dead.keySet()));
        Integer spent = task.recurs() ? null : dead.remove(task.nominal());
        return beside(task, dead, due)
                .compose(done -> spent == null
                        ? Future.succeededFuture()
                        : Database.query(connection, REVIVE, task.id(), task.lot(), Instants.of(due), spent))
                .map(written);
    }

    private Future<Written> fire(StoredTask task, Plan.Extra plan) {
        return beside(task, Map.of(plan.scheduledFor(), 0), plan.scheduledFor())
                .map(new Written(Status.CHANGED, Set.of(plan.scheduledFor())));
    }

    /** Writes occurrences beside the schedule, with how many attempts of each are spent. */
    private Future<?> beside(StoredTask task, Map<Long, Integer> spent, long due) {
        if (spent.isEmpty()) {
            return Future.succeededFuture();
        }
        Columns<Map.Entry<Long, Integer>> made = new Columns<>(List.copyOf(spent.entrySet()));
        return Database.query(
                connection,
                EXTRA,
                task.id(),
                task.shard(),
                Instants.of(due),
                made.instants(Map.Entry::getKey),
                made.ints(Map.Entry::getValue));
    }

    /** Ends an occurrence; false if it has an outcome already. */
    private Future<Boolean> end(StoredTask task, @Nullable End end) {
        if (end == null) {
            return Future.succeededFuture(true);
        }
        return Database.query(
                        connection,
                        END,
                        task.id(),
                        Instants.of(end.from()),
                        term,
                        task.version(),
                        end.from() == task.nominal() ? task.attempts() : 0,
                        end.covers(),
                        Instants.of(Math.max(end.from(), task.due())),
                        end.outcome(),
                        end.reason(),
                        Instants.ofNullable(end.last()))
                .map(rows -> rows.size() > 0);
    }

    private static Object[] place(StoredTask task, Place to) {
        return new Object[] {
            task.id(), task.lot(), to.lot(), to.state(), Instants.of(to.nominal()), Instants.of(to.due()), to.attempts()
        };
    }
}
