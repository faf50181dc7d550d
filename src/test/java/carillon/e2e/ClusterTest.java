package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {

    private static final String GAINED = "carillon_shards_gained_total";
    private static final int TASKS = 100;

    private final List<Integer> clusterPorts = Ports.free(3);
    private final String database = TestPostgres.freshDatabase();

    @TempDir
    private Path folder;

    @Test
    void two_nodes_and_a_handler_elsewhere_share_the_work_a_drain_and_a_kill() {
        int onePort = Ports.free();
        int otherPort = Ports.free();
        String jar = UserJar.pack(folder).toString();
        try (Receiver receiver = new Receiver();
                Client client = new Client(onePort);
                Client others = new Client(otherPort);
                NodeProcess one = start(0, onePort, "carillon.Main");
                NodeProcess other = start(1, otherPort, "carillon.Main");
                NodeProcess user = start(2, Ports.free(), "sample.DataSyncVerticle", "-cp", jar)) {
            one.awaitReady(client);
            other.awaitReady(others);
            Waiting.until(() -> "both own shards", () -> client.metric(GAINED) > 0 && others.metric(GAINED) > 0);
            drainAndGoOn(Long.toString(one.pid()), client, others);
            awaitLoad(client);

            create(client, "near", new JsonObject().put("delay", "PT0S").put("action", receiver.action()))
                    .forEach(id -> others.awaitState(id, "succeeded"));
            assertEquals(TASKS, receiver.count());
            create(client, "handled", new JsonObject().put("delay", "PT0S").put("action", "dataSync"))
                    .forEach(id -> others.awaitState(id, "succeeded"));
            user.awaitOutput("dataSync " + TASKS + ": handled-");

            List<String> rest =
                    create(others, "rest", new JsonObject().put("delay", "PT3S").put("action", receiver.action()));
            one.kill();
            rest.forEach(id -> others.awaitState(id, "succeeded"));
            rest.forEach(id -> assertTrue(!receiver.of(id).isEmpty(), id));
        }
    }

    /** Drains a node by another, which is the last one then, and has it take shards again. */
    private static void drainAndGoOn(String pid, Client drained, Client others) {
        Waiting.until(
                () -> "three nodes, all told: " + others.get("/nodes").body(),
                () -> nodes(others).size() == 3
                        && nodes(others).stream().allMatch(node -> node.getBoolean("answered")));
        assertEquals(2, running(others, "carillon.timer.TimerVerticle"));
        assertEquals(2, running(others, "carillon.http.HttpVerticle"));
        assertEquals(1, running(others, "sample.DataSyncVerticle"));
        String id = nodes(others).stream()
                .filter(node -> node.getValue("pid").toString().equals(pid))
                .findFirst()
                .orElseThrow()
                .getString("id");
        assertEquals(202, others.post("/nodes/" + id + "/drain", "").statusCode());
        Waiting.until(() -> others.get("/nodes/" + id).body(), () -> shards(others, id) == 0);
        // The others see in the database what the old owner hears a moment later.
        Waiting.until(
                () -> "the hand-over is counted",
                () -> drained.metric("carillon_shards_handed_over_total{direction=\"out\"") > 0);
        String other = new JsonObject(others.get("/shards").body())
                .getJsonArray("shards")
                .getJsonObject(0)
                .getString("owner");
        assertEquals(64, shards(drained, other));
        assertEquals(409, drained.post("/nodes/" + other + "/drain", "").statusCode());
        assertEquals(202, drained.post("/nodes/" + id + "/undrain", "").statusCode());
        Waiting.until(() -> drained.get("/nodes").body(), () -> shards(drained, id) > 0);
    }

    /** Every part of a process measures under the names by which the process tells what it has to do. */
    private static void awaitLoad(Client client) {
        client.create(new JsonObject().put("id", "armed").put("delay", "PT20S").put("action", "nobody"));
        Waiting.until(
                () -> "a load: " + client.get("/nodes").body(),
                () -> load(client, "armed") >= 1 && load(client, "loopLagMsMax") > 0);
    }

    /** The most that any node has of it. */
    private static double load(Client client, String what) {
        return nodes(client).stream()
                .filter(node -> node.getBoolean("answered"))
                .mapToDouble(node -> node.getJsonObject("load").getDouble(what))
                .max()
                .orElse(0);
    }

    private static List<JsonObject> nodes(Client client) {
        return new JsonObject(client.get("/nodes").body())
                .getJsonArray("nodes").stream().map(JsonObject.class::cast).toList();
    }

    /** On how many nodes a verticle runs. */
    private static long running(Client client, String verticle) {
        return nodes(client).stream()
                .filter(node -> node.getJsonObject("verticles").containsKey(verticle))
                .count();
    }

    private static int shards(Client client, String id) {
        return new JsonObject(client.get("/nodes/" + id).body()).getInteger("shards");
    }

    private static List<String> create(Client client, String name, JsonObject task) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            ids.add(client.create(task.copy().put("id", name + "-" + i)).getString("id"));
        }
        return ids;
    }

    private NodeProcess start(int number, int port, String verticle, String... more) {
        String members = clusterPorts.stream().map(each -> "127.0.0.1:" + each).collect(Collectors.joining(","));
        Map<String, String> environment = Map.of(
                "PORT",
                Integer.toString(port),
                "CARILLON_DATABASE_URL",
                database,
                "CARILLON_CLUSTER_PORT",
                Integer.toString(clusterPorts.get(number)),
                "CARILLON_CLUSTER_MEMBERS",
                members);
        List<String> arguments = new ArrayList<>(List.of("run", verticle, "-cluster"));
        arguments.addAll(List.of(more));
        return NodeProcess.start(
                folder.resolve("node-" + number + ".log"),
                new JsonObject(),
                environment,
                arguments.toArray(String[]::new));
    }
}
