package carillon.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.BusFailure;
import carillon.message.StoreMessage.Find;
import carillon.message.StoreMessage.Found;
import carillon.message.StoreMessage.Probe;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import carillon.postgres.EmbeddedPostgres;
import carillon.postgres.EmbeddedPostgresOptions;
import carillon.postgres.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases are renewed however much the store has to do besides. */
final class LeaseConnectionTest {

    private static final int POOL = 3;
    /** With waits for locks that no test outlasts. */
    private static final JsonObject CONFIG = new JsonObject()
            .put("database.poolSize", POOL)
            .put("database.answerMillis", 60_000)
            .put("lease.ttlMillis", 60_000);

    private static final String OPEN = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
            """;

    @Test
    void a_lease_is_renewed_while_every_other_connection_is_in_use_and_more_wait_for_one() {
        try (StoreRig rig = StoreRig.open(TestPostgres.freshDatabase(), CONFIG)) {
            SqlConnection blocker = rig.connect();
            StoreRig.rows(blocker, "BEGIN");
            StoreRig.rows(blocker, "LOCK TABLE task IN ACCESS EXCLUSIVE MODE");
            List<Future<Found>> others = Stream.generate(() -> rig.asking(new Find("blocked")))
                    .limit(2 * POOL)
                    .toList();
            Blocked.await(rig, POOL);

            assertTrue(rig.renew("one", StoreRig.TTL_MILLIS).granted());

            others.forEach(each -> assertFalse(each.isComplete(), "the others still wait"));
            StoreRig.rows(blocker, "COMMIT");
            others.forEach(StoreRig::await);
        }
    }

    @Test
    void a_renewal_that_has_to_wait_holds_up_no_other() {
        try (StoreRig rig = StoreRig.open(TestPostgres.freshDatabase(), CONFIG)) {
            rig.renew("one", StoreRig.TTL_MILLIS);
            SqlConnection blocker = rig.connect();
            StoreRig.rows(blocker, "BEGIN");
            StoreRig.rows(blocker, "SELECT FROM holder WHERE id = 'one' FOR UPDATE");
            Future<Renewed> held = rig.asking(new Renew("one", "at.one", "node", StoreRig.TTL_MILLIS));
            Blocked.await(rig);

            assertTrue(rig.renew("two", StoreRig.TTL_MILLIS).granted());

            assertFalse(held.isComplete());
            StoreRig.rows(blocker, "COMMIT");
            assertTrue(StoreRig.await(held).granted());
        }
    }

    @Test
    void a_lease_is_renewed_again_once_a_database_that_was_stopped_is_back(@TempDir Path folder) throws Exception {
        EmbeddedPostgres server = TestPostgres.start(folder, EmbeddedPostgresOptions.defaults());
        try (StoreRig rig = StoreRig.open(server.url(), new JsonObject())) {
            rig.renew("one", StoreRig.TTL_MILLIS);
            server.stop();
            assertThrows(BusFailure.class, () -> rig.renew("one", StoreRig.TTL_MILLIS));
            server = TestPostgres.start(
                    folder,
                    EmbeddedPostgresOptions.defaults().withPort(server.login().port()));
            rig.ask(new Probe());
            assertTrue(rig.renew("one", StoreRig.TTL_MILLIS).granted());
        } finally {
            server.stop();
        }
    }

    @Test
    void a_store_that_ends_leaves_no_connection_open() {
        try (StoreRig watch = StoreRig.open(TestPostgres.freshDatabase(), CONFIG)) {
            String deployed = watch.vertx.deploymentIDs().iterator().next();
            watch.renew("one", StoreRig.TTL_MILLIS);
            assertTrue(watch.number(OPEN) > 0);
            StoreRig.await(watch.vertx.undeploy(deployed));
            Blocked.await(watch, OPEN, open -> open == 0);
        }
    }
}
