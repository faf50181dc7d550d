package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.Creation;
import carillon.message.NewTask;
import carillon.message.StoreMessage;
import carillon.postgres.EmbeddedPostgres;
import carillon.postgres.EmbeddedPostgresOptions;
import carillon.postgres.TestPostgres;
import carillon.task.Trigger;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutageTest {

    @Test
    void while_the_database_is_away_every_request_fails_as_such_and_afterwards_goes_on(@TempDir Path folder)
            throws Exception {
        EmbeddedPostgres server = TestPostgres.start(folder, EmbeddedPostgresOptions.defaults());
        NewTask task = StoreRig.chosen("outage", new Trigger.At(StoreRig.FAR));
        try (StoreRig rig = StoreRig.open(server.url(), new JsonObject().put("database.answerMillis", 4_000))) {
            server.stop();
            assertEquals(
                    FailureCode.UNAVAILABLE,
                    failure(rig, new StoreMessage.Probe()).code());
            assertEquals(
                    FailureCode.UNAVAILABLE,
                    assertThrows(BusFailure.class, () -> rig.create(task)).code());
            server = TestPostgres.start(
                    folder,
                    EmbeddedPostgresOptions.defaults().withPort(server.login().port()));
            rig.ask(new StoreMessage.Probe());
            assertEquals(Creation.Status.CREATED, rig.create(task).get(0).status());
        } finally {
            server.stop();
        }
    }

    @Test
    void a_statement_that_is_not_answered_is_given_up() {
        try (StoreRig rig =
                StoreRig.open(TestPostgres.freshDatabase(), new JsonObject().put("database.answerMillis", 1_000))) {
            SqlConnection blocker = rig.connect();
            StoreRig.rows(blocker, "BEGIN");
            StoreRig.rows(blocker, "LOCK TABLE task IN ACCESS EXCLUSIVE MODE");
            assertEquals(
                    FailureCode.UNAVAILABLE,
                    failure(rig, new StoreMessage.Find("blocked")).code());
            StoreRig.rows(blocker, "COMMIT");
            rig.ask(new StoreMessage.Find("blocked"));
        }
    }

    @Test
    void the_server_ends_a_transaction_of_which_it_hears_no_more_once_nobody_waits_for_it() {
        try (StoreRig rig = StoreRig.open()) {
            JsonObject config = new JsonObject().put("database.url", rig.url).put("database.answerMillis", 1_500);
            Database database = new Database(rig.vertx, StoreConfig.of(config));
            Row shown = StoreRig.await(database.query("SHOW idle_in_transaction_session_timeout"))
                    .iterator()
                    .next();
            assertEquals("1500ms", shown.getString(0));
        }
    }

    @Test
    void a_failure_repeats_no_value() {
        try (StoreRig rig = StoreRig.open()) {
            JsonObject config = new JsonObject().put("database.url", rig.url);
            Database database = new Database(rig.vertx, StoreConfig.of(config));
            Throwable fault = assertThrows(
                    DataFault.class, () -> StoreRig.await(database.query("SELECT $1::text::int4", "secret")));
            assertEquals("the database refuses a value (SQLSTATE 22P02)", fault.getMessage());
        }
    }

    private static BusFailure failure(StoreRig rig, StoreMessage.Probe probe) {
        return assertThrows(BusFailure.class, () -> rig.ask(probe));
    }

    private static BusFailure failure(StoreRig rig, StoreMessage.Find find) {
        return assertThrows(BusFailure.class, () -> rig.ask(find));
    }
}
