package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Holding;
import carillon.message.Changed;
import carillon.message.Changed.Status;
import carillon.message.Charged;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.Settlement;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Settled;
import carillon.message.TaskChange;
import carillon.task.Trigger;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A take-over commits while a statement of the owner before waits for it. */
final class FenceTest {

    private static final String TAKE_OVER = "UPDATE shard SET owner = 'two', term = term + 1 WHERE shard = $1";

    private StoreRig rig;
    private List<Inheritance> mine;
    private Pending pending;
    private SqlConnection takeOver;

    @BeforeEach
    void open() {
        rig = StoreRig.open();
        rig.create(StoreRig.chosen("fenced", new Trigger.Delay(0)));
        mine = rig.takeAll("one");
        pending = rig.pending("fenced");
        takeOver = rig.connect();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void an_outcome_that_waits_for_a_take_over_is_refused_and_the_rest_of_its_batch_lands() {
        Pending other = otherShard();
        StoreRig.rows(takeOver, "BEGIN");
        StoreRig.rows(takeOver, TAKE_OVER, pending.shard());
        Future<Settled> settled = rig.asking(new StoreMessage.Settle(
                List.of(StoreRig.success(pending, term(pending), null), StoreRig.success(other, term(other), null))));
        Blocked.await(rig);
        StoreRig.rows(takeOver, "COMMIT");
        assertEquals(List.of(false, true), StoreRig.await(settled).landed());
        assertEquals(0, runsOf("fenced"));
        assertEquals(1, runsOf(other.id()));
    }

    @Test
    void a_failed_attempt_that_waits_for_a_take_over_is_refused() {
        StoreRig.rows(takeOver, "BEGIN");
        StoreRig.rows(takeOver, TAKE_OVER, pending.shard());
        Future<Settled> settled = rig.asking(new StoreMessage.Settle(List.of(StoreRig.settlement(
                pending,
                term(pending),
                new Settlement.AttemptMade(1, 5, 6, "broken"),
                new Settlement.Again(StoreRig.FAR)))));
        Blocked.await(rig);
        StoreRig.rows(takeOver, "COMMIT");
        assertEquals(List.of(false), StoreRig.await(settled).landed());
        assertEquals(pending, rig.pending("fenced"));
    }

    @Test
    void a_change_that_waits_for_a_take_over_is_refused() {
        StoreRig.rows(takeOver, "BEGIN");
        StoreRig.rows(takeOver, TAKE_OVER, pending.shard());
        Future<Changed> changed =
                rig.asking(new StoreMessage.Change(pending.shard(), term(pending), new TaskChange.Cancel("fenced")));
        Blocked.await(rig);
        StoreRig.rows(takeOver, "COMMIT");
        assertEquals(Status.NOT_OWNER, StoreRig.await(changed).status());
        assertEquals(pending, rig.pending("fenced"));
    }

    @Test
    void a_renewal_does_not_wait_for_a_take_over() {
        StoreRig.rows(takeOver, "BEGIN");
        StoreRig.rows(takeOver, "SELECT FROM shard ORDER BY shard FOR UPDATE");
        assertTrue(rig.renew("one", StoreRig.TTL_MILLIS).granted());
        StoreRig.rows(takeOver, "COMMIT");
    }

    @Test
    void a_naive_outcome_whose_term_is_read_in_its_own_snapshot_waits_and_lands() {
        assertEquals(1, afterTakeOver("""
                WITH lock AS MATERIALIZED (SELECT FROM shard WHERE shard = $1 FOR SHARE)
                INSERT INTO run (task_id, scheduled_for, term, version, attempt, due, outcome)
                SELECT 'fenced', now(), $2, 1, 1, now(), 's'
                FROM (SELECT count(*) FROM lock) AS waited
                WHERE EXISTS (SELECT FROM shard WHERE shard = $1 AND term = $2)
                """, false));
    }

    @Test
    void a_naive_outcome_that_takes_an_advisory_lock_beside_the_term_waits_and_lands() {
        assertEquals(1, afterTakeOver("""
                WITH lock AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared($1))
                INSERT INTO run (task_id, scheduled_for, term, version, attempt, due, outcome)
                SELECT 'fenced', now(), $2, 1, 1, now(), 's'
                FROM (SELECT count(*) FROM lock) AS waited
                WHERE EXISTS (SELECT FROM shard WHERE shard = $1 AND term = $2)
                """, true));
    }

    @Test
    void a_change_and_a_charge_and_an_ack_level_of_an_old_term_write_nothing() {
        long term = term(pending);
        rig.sql(TAKE_OVER, pending.shard());
        assertEquals(
                Status.NOT_OWNER,
                rig.ask(new StoreMessage.Change(pending.shard(), term, new TaskChange.Cancel("fenced")))
                        .status());
        assertEquals(
                List.of(false),
                rig.ask(new StoreMessage.Charge(
                                List.of(new Charged(pending.shard(), term, pending.occurrence(), false, 1, false))))
                        .landed());
        assertNull(rig.task("fenced").lastRun());
        assertEquals(0, rig.number("SELECT sum(attempts) FROM task"));
    }

    @Test
    void owners_of_one_shard_do_not_wait_for_each_other() {
        SqlConnection reader = rig.connect();
        StoreRig.rows(reader, "BEGIN");
        StoreRig.rows(reader, "SELECT FROM shard ORDER BY shard FOR SHARE");
        assertEquals(List.of(true), rig.settle(StoreRig.success(pending, term(pending), null)));
        StoreRig.rows(reader, "COMMIT");
    }

    private long afterTakeOver(String statement, boolean advisory) {
        SqlConnection owner = rig.connect();
        StoreRig.rows(takeOver, "BEGIN");
        if (advisory) {
            StoreRig.rows(takeOver, "SELECT pg_advisory_xact_lock($1)", (long) pending.shard());
        }
        StoreRig.rows(takeOver, TAKE_OVER, pending.shard());
        Object shard = advisory ? (Object) (long) pending.shard() : (Object) pending.shard();
        Future<RowSet<Row>> naive = owner.preparedQuery(statement).execute(Tuple.of(shard, term(pending)));
        Blocked.await(rig);
        StoreRig.rows(takeOver, "COMMIT");
        StoreRig.await(naive);
        return runsOf("fenced");
    }

    private Pending otherShard() {
        for (int i = 0; ; i++) {
            String id = "other-" + i;
            if (StoreRig.shard(id) != pending.shard()) {
                rig.create(StoreRig.chosen(id, new Trigger.Delay(0)));
                return rig.pending(id);
            }
        }
    }

    private long term(Pending of) {
        Holding holding = StoreRig.holding(mine, of.shard());
        return holding.term();
    }

    private long runsOf(String id) {
        return rig.number("SELECT count(*) FROM run WHERE task_id = $1", id);
    }
}
