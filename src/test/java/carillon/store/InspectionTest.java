package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.NewTask;
import carillon.message.Pending;
import carillon.task.Queued;
import carillon.task.Trigger;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectionTest {

    private static final int ANSWER_MILLIS = 10_000;
    private static final int RETENTION_DAYS = 7;

    @AutoClose
    private final StoreRig rig = StoreRig.open();

    /** A schedule, one one-shot that is over and one that is not. */
    @BeforeEach
    void live_a_little() {
        long now = rig.now();
        rig.create(
                StoreRig.chosen("again", new Trigger.Every(60_000, now + 60_000)),
                StoreRig.chosen("over", new Trigger.At(now)),
                StoreRig.chosen("later", new Trigger.At(now + 60_000)),
                StoreRig.serverMade("01900000-0000-7000-8000-000000000001", new Trigger.At(now)));
        rig.create(queued("line-1"), queued("line-2"), queued("line-3"), queued("line-4"));
        var inheritances = rig.takeAll("h");
        Pending over = rig.pending("over");
        long term = StoreRig.holding(inheritances, over.shard()).term();
        assertEquals(List.of(true), rig.settle(StoreRig.success(over, term, null)));
    }

    @Test
    void a_database_that_was_used_is_in_order() {
        assertEquals(List.of(), inspect());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            more than one outcome | ALTER TABLE run DROP CONSTRAINT run_pkey; INSERT INTO run SELECT * FROM run
            has its outcome already | INSERT INTO run (task_id, scheduled_for, term, version, attempt, due, outcome) \
                SELECT id, nominal, 0, 1, 1, due, 's' FROM task WHERE id = 'again'
            up to which their shard is done | UPDATE ack SET done_before = now() + interval '1 hour', \
                seen = pg_current_snapshot()
            beside a schedule have no task | INSERT INTO occurrence (task_id, scheduled_for, shard, due) \
                VALUES ('again', now(), 0, now()); UPDATE occurrence SET task_id = 'none'
            there more than once | INSERT INTO task SELECT id, 0, shard, version, attempts, state, recurs, nominal, \
                due, created_at, inserted, definition, payload FROM task WHERE id = 'over'
            although they have no task | INSERT INTO task_key VALUES ('nobody')
            although they have no task | CREATE SCHEMA other; CREATE TABLE other.task_77_gone (); \
                INSERT INTO task_key VALUES ('nobody')
            do not have it reserved | DELETE FROM task_key WHERE id = 'later'
            shards are missing | DELETE FROM ack WHERE shard = 1
            shards are missing | INSERT INTO shard VALUES (99)
            terms of shards went back | UPDATE shard SET term = 0
            active webhook secrets | UPDATE secret SET retired_at = now()
            partitions of today or tomorrow | DO $$ BEGIN EXECUTE format('DROP TABLE attempt_%s', \
                extract(epoch FROM now())::int8 / 86400 + 1); END $$
            partitions are older | CREATE TABLE run_77 PARTITION OF run FOR VALUES FROM ('1970-03-19Z') TO ('1970-03-20Z')
            default partitions keep | INSERT INTO attempt VALUES ('over', '2000-01-01Z', 1, 1, '2000-01-01Z', \
                '2000-01-01Z', 'x')
            not lie on the shard | UPDATE task SET shard = (shard + 1) % 4 WHERE id = 'later'
            not lie on the shard | UPDATE task SET shard = (shard + 1) % 4 WHERE id = 'line-1'
            not lie on the shard | INSERT INTO queue VALUES ('mails', 99, '{}', false, 0)
            definitions cannot be read | UPDATE task SET definition = '{' WHERE id = 'later'
            schema is not that of this build | UPDATE migration SET checksum = 'x' WHERE version = 1
            schema is not that of this build | INSERT INTO migration VALUES (99, 'of tomorrow', 'x')
            """)
    void what_cannot_be_is_found(String what, String corruption) {
        StoreRig.await(rig.connect().query(corruption).execute());
        List<Finding> findings = inspect();
        assertTrue(findings.stream().anyMatch(each -> each.what().contains(what)), findings::toString);
    }

    @Test
    void a_finding_says_how_often_where_and_what_to_do() {
        rig.sql("INSERT INTO task_key SELECT 'gone-' || n FROM generate_series(1, 7) AS n");
        Finding finding = inspect().get(0);
        assertEquals(7, finding.count());
        assertEquals(List.of("gone-1", "gone-2", "gone-3", "gone-4", "gone-5"), finding.samples());
        assertTrue(finding.remedy().contains("FROM task_key"), finding::remedy);
    }

    @Test
    void housekeeping_owes_nothing_while_nobody_lives() {
        rig.sql("UPDATE holder SET dead = true");
        rig.sql("INSERT INTO attempt VALUES ('over', '2000-01-01Z', 1, 1, '2000-01-01Z', '2000-01-01Z', 'x')");
        assertEquals(List.of(), inspect());
    }

    private NewTask queued(String id) {
        NewTask plain = StoreRig.chosen(id, new Trigger.At(rig.now() + 60_000));
        return new NewTask(id, true, plain.definition().withQueue(new Queued("mails", false, false)));
    }

    private List<Finding> inspect() {
        return StoreRig.await(Inspection.of(rig.vertx, rig.url, RETENTION_DAYS, ANSWER_MILLIS));
    }
}
