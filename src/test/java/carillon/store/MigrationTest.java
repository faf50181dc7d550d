package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Constants;
import carillon.message.StoreMessage.AskConstants;
import carillon.postgres.TestPostgres;
import carillon.trial.Waiting;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class MigrationTest {

    @Test
    void a_new_database_gets_its_shards_and_a_secret_of_its_own() {
        try (StoreRig one = StoreRig.open();
                StoreRig two = StoreRig.open()) {
            Constants constants = one.ask(new AskConstants());
            assertEquals(4, constants.shardCount());
            assertEquals(1, constants.webhookSecrets().size());
            assertEquals(
                    32, Base64.getDecoder().decode(constants.webhookSecrets().get(0)).length);
            assertNotEquals(constants, two.ask(new AskConstants()));
            assertEquals("Constants[shardCount=4]", constants.toString());
        }
    }

    @Test
    void the_number_of_shards_is_fixed_when_the_database_is_created() {
        String url = TestPostgres.freshDatabase();
        StoreRig.open(url).close();
        try (StoreRig rig = StoreRig.open(url, new JsonObject().put("database.shardCount", 99))) {
            assertEquals(4, rig.ask(new AskConstants()).shardCount());
        }
    }

    @Test
    void nodes_that_start_at_once_on_a_new_database_take_turns() {
        JsonObject config = new JsonObject().put("database.url", TestPostgres.freshDatabase());
        Vertx vertx = StoreRig.vertx();
        try {
            List<Future<String>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starts.add(vertx.deployVerticle(new StoreVerticle(), new DeploymentOptions().setConfig(config)));
            }
            assertEquals(4, StoreRig.await(Future.all(starts)).size());
        } finally {
            StoreRig.await(vertx.close());
        }
    }

    @Test
    void a_newer_schema_is_refused_with_what_to_do() {
        String url = TestPostgres.freshDatabase();
        int known = Migration.all().size();
        try (StoreRig rig = StoreRig.open(url)) {
            rig.sql("INSERT INTO migration (version, name, checksum) VALUES ($1, 'later.sql', 'x')", known + 1);
        }
        assertTrue(
                refusal(url)
                        .contains("has version %d of the schema (later.sql), and this node knows only up to version %d:"
                                        .formatted(known + 1, known)
                                + " start a newer Carillon, or give it another database"),
                refusal(url));
    }

    @Test
    void a_step_that_was_applied_from_another_file_is_refused() {
        String url = TestPostgres.freshDatabase();
        try (StoreRig rig = StoreRig.open(url)) {
            rig.sql("UPDATE migration SET checksum = 'x'");
        }
        assertTrue(refusal(url).contains("differs from 0001-tables.sql"), refusal(url));
    }

    @Test
    void a_step_that_fails_leaves_nothing_behind() {
        String url = TestPostgres.freshDatabase();
        Vertx vertx = StoreRig.vertx();
        try {
            Database database = new Database(vertx, StoreConfig.of(new JsonObject().put("database.url", url)));
            List<Migration> steps = List.of(
                    Migration.of(1, "one", "CREATE TABLE one ()"),
                    Migration.of(2, "two", "CREATE TABLE two (); SELECT 1 / 0"));
            Migrations migrations = new Migrations(database, steps, first -> Future.succeededFuture());
            assertThrows(DataFault.class, () -> StoreRig.await(migrations.run()));
            long tables = StoreRig.await(database.query(
                            "SELECT count(*) FROM pg_tables WHERE tablename IN ('one', 'two', 'migration')"))
                    .iterator()
                    .next()
                    .getLong(0);
            assertEquals(2, tables);
        } finally {
            StoreRig.await(vertx.close());
        }
    }

    @Test
    void history_of_a_partition_that_stood_before_may_leave_out_what_goes_without_saying() {
        Vertx vertx = StoreRig.vertx();
        try {
            JsonObject config = new JsonObject().put("database.url", TestPostgres.freshDatabase());
            Database database = new Database(vertx, StoreConfig.of(config));
            List<Migration> all = Migration.all();
            StoreRig.await(new Migrations(database, all.subList(0, 9), first -> Future.succeededFuture()).run());
            StoreRig.await(database.transaction(connection -> Days.makeHistory(connection, "run", 0)));
            StoreRig.await(new Migrations(database, all, first -> Future.succeededFuture()).run());
            int written = StoreRig.await(database.query("""
                            INSERT INTO run (task_id, scheduled_for, term, version, attempt, outcome)
                            SELECT 'brief', to_timestamp(at), 1, 1, 1, 's' FROM unnest($1::float8[]) AS at
                            """, (Object) new Double[] {1.0, 1e9}))
                    .rowCount();
            assertEquals(2, written, "in the partition of the day, and in that of all other days");
        } finally {
            StoreRig.await(vertx.close());
        }
    }

    @Test
    void a_step_whose_table_a_dump_holds_keeps_nobody_else_from_it_and_is_done_when_the_dump_is() {
        Vertx vertx = StoreRig.vertx();
        try {
            JsonObject config = new JsonObject().put("database.url", TestPostgres.freshDatabase());
            Database database = new Database(vertx, StoreConfig.of(config));
            Migration one = Migration.of(1, "one", "CREATE TABLE one ()");
            Migration two = Migration.of(2, "two", "ALTER TABLE one ADD COLUMN new int4");
            StoreRig.await(new Migrations(database, List.of(one), first -> Future.succeededFuture()).run());
            Promise<Void> dumped = Promise.promise();
            Future<Void> dump = database.longTransaction(
                    connection -> connection.query("SELECT FROM one").execute().compose(held -> dumped.future()));
            Future<Void> migrated =
                    new Migrations(database, List.of(one, two), first -> Future.succeededFuture()).run();

            assertTrue(Waiting.until(() -> isPausing(database), Duration.ofSeconds(20)), "it makes way");
            assertEquals(0, StoreRig.await(database.query("SELECT FROM one")).size());
            assertFalse(migrated.isComplete());
            dumped.complete();
            StoreRig.await(dump);
            StoreRig.await(migrated);
            assertEquals(
                    0, StoreRig.await(database.query("SELECT new FROM one")).size());
        } finally {
            StoreRig.await(vertx.close());
        }
    }

    private static boolean isPausing(Database database) {
        return StoreRig.await(database.query("""
                        SELECT FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ~ 'pg_sleep'
                        """)).size() == 1;
    }

    private static String refusal(String url) {
        Vertx vertx = StoreRig.vertx();
        try {
            StoreRig.await(vertx.deployVerticle(
                    new StoreVerticle(), new DeploymentOptions().setConfig(new JsonObject().put("database.url", url))));
            throw new AssertionError("the node started");
        } catch (IllegalStateException | CompletionException refused) {
            return String.valueOf(refused.getMessage());
        } finally {
            StoreRig.await(vertx.close());
        }
    }
}
