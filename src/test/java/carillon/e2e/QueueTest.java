package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue on two nodes, of which the one that has it is killed while it is being worked off. */
class QueueTest {

    private static final String GAINED = "carillon_shards_gained_total";
    private static final String HELD = "carillon_tasks_held";
    private static final int CONCURRENCY = 3;
    private static final int RATE = 10;
    private static final long WORK_MILLIS = 150;

    private final List<Integer> clusterPorts = Ports.free(2);
    private final List<Integer> ports = Ports.free(2);
    private final String database = TestPostgres.freshDatabase();

    @TempDir
    private Path folder;

    @Test
    void limits_and_order_outlive_the_kill_of_the_node_that_has_the_queue() {
        int count = 60;
        try (QueueWatch watch = new QueueWatch(WORK_MILLIS);
                Client one = new Client(ports.get(0));
                Client two = new Client(ports.get(1));
                NodeProcess first = start(0, "first");
                NodeProcess second = start(1, "second")) {
            List<String> ids = begin(first, second, one, two, watch, count);
            await(watch, count / 3);
            Waiting.until(watch::summary, () -> one.metric(HELD) + two.metric(HELD) > 0);
            boolean firstHasIt = one.metric(HELD) > 0;
            (firstHasIt ? first : second).kill();
            finish(watch, firstHasIt ? two : one, ids);
        }
    }

    @Test
    @Tag("slow")
    void limits_and_order_of_ten_thousand_tasks_outlive_the_kill_of_each_node_in_turn() {
        int count = 10_000;
        try (QueueWatch watch = new QueueWatch(WORK_MILLIS);
                Client one = new Client(ports.get(0));
                Client two = new Client(ports.get(1));
                NodeProcess first = start(0, "first");
                NodeProcess second = start(1, "second")) {
            List<String> ids = begin(first, second, one, two, watch, count);
            await(watch, count / 3);
            first.kill();
            try (NodeProcess again = start(0, "again")) {
                again.awaitReady(one);
                await(watch, count * 2 / 3);
                second.kill();
                finish(watch, one, ids);
            }
        }
    }

    private static List<String> begin(
            NodeProcess first, NodeProcess second, Client one, Client two, QueueWatch watch, int count) {
        first.awaitReady(one);
        second.awaitReady(two);
        Waiting.until(() -> "both own shards", () -> one.metric(GAINED) > 0 && two.metric(GAINED) > 0);
        watch.warmUp();
        limit(one);
        return create(one, watch, count);
    }

    private static void finish(QueueWatch watch, Client client, List<String> ids) {
        await(watch, ids.size());
        ids.forEach(id -> client.awaitState(id, "succeeded"));
        System.out.println("queue: " + watch.summary());
        assertStartsInOrder(watch, client, ids);
        assertArrivalsInOrder(watch, ids);
        assertTrue(watch.runningMost() <= CONCURRENCY, watch::summary);
        assertTrue(watch.startsMost() <= RATE, watch::summary);
    }

    /** As their histories say, which tell of the last start: those that were cut off by a kill have another before. */
    private static void assertStartsInOrder(QueueWatch watch, Client client, List<String> ids) {
        Instant before = Instant.MIN;
        for (String id : ids) {
            if (!watch.isRepeated(id)) {
                Instant startedAt = Instant.parse(client.runs(id).getFirst().getString("startedAt"));
                assertFalse(startedAt.isBefore(before), id + " started at " + startedAt + ", not after " + before);
                before = startedAt;
            }
        }
    }

    /** Those that are under way at once may pass each other, on connections of their own. */
    private static void assertArrivalsInOrder(QueueWatch watch, List<String> ids) {
        List<String> firsts = watch.firsts();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < firsts.size(); i++) {
            places.put(firsts.get(i), i);
        }
        int passed = 0;
        for (int i = 0; i < ids.size(); i++) {
            int off = Math.abs(places.get(ids.get(i)) - i);
            passed += off == 0 ? 0 : 1;
            assertTrue(off < CONCURRENCY, ids.get(i) + " arrived " + off + " places from its own");
        }
        System.out.println("queue: " + passed + " arrived in another place than their own");
    }

    private static void limit(Client client) {
        JsonObject limits = new JsonObject()
                .put("concurrency", CONCURRENCY)
                .put("ratePerSecond", RATE)
                .put("timeout", "PT2S");
        assertEquals(200, client.send("PUT", "/queues/work", limits.encode()).statusCode());
    }

    /** Tasks that are all due at once, in the order of their ids. */
    private static List<String> create(Client client, QueueWatch watch, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JsonObject task = new JsonObject()
                    .put("id", "queued-%05d".formatted(count - i))
                    .put("delay", "PT0S")
                    .put("queue", "work")
                    .put("action", watch.action());
            ids.add(client.create(task).getString("id"));
        }
        return ids;
    }

    /** Waits for arrivals, for as long as there are some. */
    private static void await(QueueWatch watch, int count) {
        while (watch.arrived() < count) {
            int before = watch.arrived();
            Waiting.until(watch::summary, () -> watch.arrived() > before);
        }
    }

    private NodeProcess start(int number, String name) {
        String members = clusterPorts.stream().map(each -> "127.0.0.1:" + each).collect(Collectors.joining(","));
        Map<String, String> environment = Map.of(
                "PORT",
                Integer.toString(ports.get(number)),
                "CARILLON_DATABASE_URL",
                database,
                "CARILLON_CLUSTER_PORT",
                Integer.toString(clusterPorts.get(number)),
                "CARILLON_CLUSTER_MEMBERS",
                members);
        return NodeProcess.start(
                folder.resolve(name + ".log"), new JsonObject(), environment, "run", "carillon.Main", "-cluster");
    }
}
