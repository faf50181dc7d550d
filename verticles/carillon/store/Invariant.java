package carillon.store;

/**
 * What every database of ours keeps to, each as a query for what breaks it.
 *
 * <p>All of them hold in each snapshot, also while nodes work. What housekeeping owes is asked only while a node is
 * alive: nobody keeps house in a database that rests.
 */
enum Invariant {
    ONE_OUTCOME(
            "occurrences have more than one outcome",
            """
            SELECT task_id || ' for ' || scheduled_for FROM run
            GROUP BY task_id, scheduled_for HAVING count(*) > 1
            """,
            "the primary key of run is gone or its index is broken: REINDEX TABLE run names the rows; keep the one"
                    + " that finished first"),

    MOVED_ON(
            "schedules wait for an occurrence that has its outcome already",
            """
            SELECT t.id || ' for ' || t.nominal FROM task t
            WHERE t.recurs AND t.state IN ('s', 'p') AND EXISTS (
                SELECT FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal OFFSET 0)
            """,
            "read each of them and PUT it back, which moves its schedule on from now"),

    BEHIND_ACK(
            "occurrences are pending before the instant up to which their shard is done",
            """
            SELECT p.id || ' due ' || p.due || ', shard ' || p.shard || ' is done before ' || a.done_before
            FROM (
                SELECT t.id, t.shard, t.due, t.inserted FROM task t
                WHERE t.state = 's' AND NOT EXISTS (
                    SELECT FROM run r WHERE r.task_id = t.id AND r.scheduled_for = t.nominal OFFSET 0)
                UNION ALL
                SELECT o.task_id, o.shard, o.due, o.inserted FROM occurrence o JOIN task t ON t.id = o.task_id
                WHERE t.state = 's') AS p
            JOIN ack a ON a.shard = p.shard
            WHERE p.due < a.done_before AND pg_visible_in_snapshot(p.inserted, a.seen)
            """,
            "they fire at no start by themselves: pause and resume each of them, which makes its owner read it"
                    + " again"),

    TASK_OF_OCCURRENCE(
            "occurrences beside a schedule have no task", """
            SELECT o.task_id || ' for ' || o.scheduled_for FROM occurrence o
            WHERE NOT EXISTS (SELECT FROM task t WHERE t.id = o.task_id)
            """, "they can never fire: DELETE them FROM occurrence"),

    ONE_TASK(
            "tasks are there more than once",
            """
            SELECT id || ' in ' || count(*) || ' lots' FROM task GROUP BY id HAVING count(*) > 1
            """,
            "keep the row of the greatest version and DELETE the others FROM task"),

    TASK_OF_KEY(
            "chosen ids are taken although they have no task",
            """
            SELECT k.id FROM task_key k WHERE NOT EXISTS (SELECT FROM task t WHERE t.id = k.id)
                AND NOT EXISTS (
                    SELECT FROM pg_class c WHERE c.relname ~ '^task_[0-9]+_gone$' AND c.relkind = 'r'
                        AND c.relnamespace = (SELECT t.relnamespace FROM pg_class t WHERE t.oid = 'task'::regclass))
            """,
            "these ids may be used again; to have the space back, DELETE them FROM task_key"),

    KEY_OF_TASK(
            "tasks of a chosen id do not have it reserved",
            """
            SELECT t.id FROM task t
            WHERE t.id !~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'
                AND NOT EXISTS (SELECT FROM task_key k WHERE k.id = t.id)
            """,
            "a second task of the same id would be accepted: INSERT the ids INTO task_key"),

    SHARDS(
            "shards are missing, or there are too many",
            """
            SELECT 'shard ' || coalesce(n.shard, s.shard, a.shard)
                || CASE WHEN n.shard IS NULL THEN ' is beyond the count of shards'
                    WHEN s.shard IS NULL THEN ' has no owner row' ELSE ' has no ack row' END
            FROM generate_series(0, (SELECT value::int4 - 1 FROM constant WHERE name = 'shardCount')) AS n(shard)
            FULL JOIN shard s ON s.shard = n.shard
            FULL JOIN ack a ON a.shard = coalesce(n.shard, s.shard)
            WHERE n.shard IS NULL OR s.shard IS NULL OR a.shard IS NULL
            """,
            "tasks there are fired by nobody: INSERT what is missing with its defaults; the constant shardCount"
                    + " must be that of the database's creation"),

    TERMS(
            "terms of shards went back",
            """
            SELECT 'shard ' || s.shard || ' has term ' || s.term || ', and wrote history with ' || max(r.term)
            FROM run r JOIN task t ON t.id = r.task_id AND t.version = r.version JOIN shard s ON s.shard = t.shard
            WHERE r.term > s.term
            GROUP BY s.shard, s.term
            """,
            "an owner of old could write again: stop all nodes, and UPDATE shard SET term above the greatest one"),

    SECRETS(
            "there must be one or two active webhook secrets",
            """
            SELECT count(*) || ' are active' FROM secret WHERE retired_at IS NULL
            HAVING count(*) NOT BETWEEN 1 AND 2
            """,
            "webhooks would go unsigned: POST /secrets/webhook/rotate makes one, DELETE /secrets/webhook/{id}"
                    + " retires one"),

    DAYS_AHEAD("partitions of today or tomorrow are missing", """
            SELECT n.name FROM (
                SELECT parent || '_' || (extract(epoch FROM clock_timestamp())::int8 / 86400 + ahead) AS name
                FROM unnest(ARRAY['task', 'run', 'attempt']) AS p(parent), generate_series(0, 1) AS d(ahead)) AS n
            WHERE EXISTS (SELECT FROM holder WHERE NOT dead AND lease_until > clock_timestamp())
                AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass(n.name))
            """, "housekeeping fails: the log of the nodes says why"),

    DAYS_GONE(
            "partitions are older than the retention time",
            """
            SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent IN ('task'::regclass, 'run'::regclass, 'attempt'::regclass)
                AND EXISTS (SELECT FROM holder WHERE NOT dead AND lease_until > clock_timestamp())
                AND CASE WHEN c.relname ~ '_[1-9][0-9]*$' THEN substring(c.relname FROM '[0-9]+$')::int8
                    < extract(epoch FROM clock_timestamp())::int8 / 86400
                        - {retention} * CASE WHEN c.relname ~ '^task' THEN 1 ELSE 2 END - 1 END
            """,
            "housekeeping fails, or nodes differ in database.retentionDays: the log of the nodes says why"),

    DEFAULTS_GONE(
            "default partitions keep history past the retention time",
            """
            SELECT task_id || ' for ' || scheduled_for FROM (
                SELECT task_id, scheduled_for, greatest(finished_at, coalesce(due, scheduled_for)) AS ended
                FROM run_default
                UNION ALL
                SELECT task_id, scheduled_for, finished_at FROM attempt_default) AS old
            WHERE ended < clock_timestamp() - ({retention} + 2) * interval '1 day'
                AND NOT EXISTS (SELECT FROM occurrence o WHERE o.task_id = old.task_id)
                AND EXISTS (SELECT FROM holder WHERE NOT dead AND lease_until > clock_timestamp())
            """,
            "housekeeping fails, or nodes differ in database.retentionDays: the log of the nodes says why");

    private final String breach;
    private final String sql;
    private final String remedy;

    Invariant(String breach, String sql, String remedy) {
        this.breach = breach;
        this.sql = sql;
        this.remedy = remedy;
    }

    String breach() {
        return breach;
    }

    String remedy() {
        return remedy;
    }

    /** Gives a few of the places as {@code what}, and how many there are as {@code found}. */
    String query(int samples, int retentionDays) {
        String broken = sql.replace("{retention}", Integer.toString(retentionDays));
        return """
                SELECT what, count(*) OVER () AS found FROM (%s) AS broken(what) ORDER BY what LIMIT %d
                """.formatted(broken, samples);
    }
}
