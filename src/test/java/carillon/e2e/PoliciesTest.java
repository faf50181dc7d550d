package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import carillon.postgres.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The policies of schedules as a user meets them. */
class PoliciesTest {

    private static final long MINUTE = 60_000;
    private static final List<String> OVERLAPS = List.of("skip", "allow", "queue");
    private static final List<String> MISFIRES = List.of("fire_once", "skip", "fire_all");
    private static final String EXPIRED = "0 expired, 1-5 expired";
    /** What a task of every minute records of minutes 0 to 10, of which the node was down until 10 and a half. */
    private static final Map<String, String> MADE_UP = Map.of(
            "fire_once", "0 skipped, 1-9 skipped, 10 succeeded",
            "skip", "0 skipped, 1-9 skipped, 10 succeeded",
            "fire_all",
                    "0 succeeded, 1 succeeded, 2 succeeded, 3 succeeded, 4 succeeded, 5 succeeded, 6 succeeded,"
                            + " 7 succeeded, 8 succeeded, 9 succeeded, 10 succeeded");

    @Test
    void a_node_that_was_down_for_ten_minutes_records_every_instant_by_the_policies_of_its_task() {
        String database = TestPostgres.freshDatabase();
        try (Receiver receiver = new Receiver()) {
            long planned = Instant.now().toEpochMilli() + 24 * 60 * MINUTE;
            Map<String, String> expected = new LinkedHashMap<>();
            try (LocalNode node = LocalNode.start(database)) {
                for (String overlap : OVERLAPS) {
                    for (String misfire : MISFIRES) {
                        for (boolean expires : List.of(false, true)) {
                            String id = overlap + "." + misfire + (expires ? ".expires" : "");
                            JsonObject task = task(id, planned, receiver)
                                    .put("overlap", overlap)
                                    .put("misfire", misfire);
                            node.client()
                                    .create(expires ? task.put("expiresAt", text(planned + 5 * MINUTE + 1)) : task);
                            expected.put(id, expires ? EXPIRED : String.valueOf(MADE_UP.get(misfire)));
                        }
                    }
                }
            }
            long zero = setBack(database, planned);
            try (LocalNode node = LocalNode.start(database)) {
                expected.forEach((id, runs) -> awaitRuns(node.client(), id, zero, runs));
                expected.keySet().stream()
                        .filter(id -> id.endsWith("expires"))
                        .forEach(id ->
                                assertEquals("expired", node.client().task(id).getString("state")));
                assertNull(node.client().task("skip.skip.expires").getString("nextFireAt"));
            }
        }
    }

    @Test
    void what_queues_goes_one_after_the_other_and_the_last_fire_ends_the_schedule() {
        try (Receiver receiver = new Receiver();
                LocalNode node = LocalNode.start(TestPostgres.freshDatabase())) {
            Client client = node.client();
            receiver.answer("queued", arrival -> {});
            JsonObject created = client.create(task("queued", Instant.now().toEpochMilli() - 3_000, receiver)
                    .put("every", "PT1S")
                    .put("overlap", "queue")
                    .put("misfire", "fire_all")
                    .put("maxFires", 3)
                    .put("jitter", "PT0.1S"));
            assertEquals("PT1M", created.getString("misfireAfter"));
            Waiting.until(() -> "all three wait", () -> client.task("queued").getString("nextFireAt") == null);
            for (int i = 1; i <= 3; i++) {
                receiver.awaitArrivals("queued", i);
                assertEquals(i, receiver.of("queued").size(), "one at a time");
                receiver.of("queued").get(i - 1).answer(200);
            }
            client.awaitState("queued", "finished");
            Waiting.until(() -> "three runs", () -> client.runs("queued").size() == 3);
            List<String> order = receiver.of("queued").stream()
                    .map(each -> each.headers().get("carillon-scheduled-for").get(0))
                    .toList();
            assertEquals(order.stream().sorted().toList(), order);
        }
    }

    @Test
    void what_was_missed_in_a_pause_is_made_up_for_by_the_policy() {
        try (Receiver receiver = new Receiver();
                LocalNode node = LocalNode.start(TestPostgres.freshDatabase())) {
            Client client = node.client();
            long start = Instant.now().toEpochMilli() - 10 * MINUTE - MINUTE / 2;
            client.create(task("paused", start, receiver).put("enabled", false));
            assertEquals("paused", client.task("paused").getString("state"));
            assertEquals(202, client.post("/tasks/paused/resume", "").statusCode());
            awaitRuns(client, "paused", start, String.valueOf(MADE_UP.get("fire_once")));
        }
    }

    private static JsonObject task(String id, long start, Receiver receiver) {
        return new JsonObject()
                .put("id", id)
                .put("every", "PT1M")
                .put("start", text(start))
                .put("action", receiver.action());
    }

    /** Moves all tasks into the past, as if no node had been there from minute 0 to minute 10 and a half. */
    private static long setBack(String database, long planned) {
        Vertx vertx = Vertx.vertx();
        try {
            PgConnection connection = LocalNode.await(PgConnection.connect(vertx, PgConnectOptions.fromUri(database)));
            long zero = LocalNode.await(connection
                                    .query("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::int8 AS now")
                                    .execute())
                            .iterator()
                            .next()
                            .getLong("now")
                    - 10 * MINUTE
                    - MINUTE / 2;
            String move = """
                    UPDATE task SET nominal = to_timestamp($3::int8 / 1000.0), due = to_timestamp($3::int8 / 1000.0),
                        definition = replace(replace(definition, $1, $2), $4, $5)
                    """;
            Tuple parameters = Tuple.of(
                    text(planned), text(zero), zero, text(planned + 5 * MINUTE + 1), text(zero + 5 * MINUTE + 1));
            LocalNode.await(connection.preparedQuery(move).execute(parameters));
            LocalNode.await(connection
                    .query("UPDATE ack SET done_before = DEFAULT, seen = DEFAULT")
                    .execute());
            return zero;
        } finally {
            LocalNode.await(vertx.close());
        }
    }

    private static void awaitRuns(Client client, String id, long zero, String expected) {
        Waiting.until(
                () -> id + " records " + expected + " and not " + recorded(client, id, zero),
                () -> expected.equals(recorded(client, id, zero)));
    }

    private static String recorded(Client client, String id, long zero) {
        Map<Long, String> runs = new TreeMap<>();
        for (JsonObject run : client.runs(id)) {
            long first = (Instant.parse(run.getString("scheduledFor")).toEpochMilli() - zero) / MINUTE;
            long last = first + run.getInteger("covers") - 1;
            @Nullable String outcome = run.getString("outcome");
            if (first <= 10) {
                runs.put(first, (first == last ? "" + first : first + "-" + last) + " " + outcome);
            }
        }
        return String.join(", ", runs.values());
    }

    private static String text(long millis) {
        String text = Instant.ofEpochMilli(millis).toString();
        return text.length() == "2030-01-01T00:00:00Z".length() ? text.replace("Z", ".000Z") : text;
    }
}
