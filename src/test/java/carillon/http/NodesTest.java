package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Validator;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodesTest {

    private final RunningApi api = new RunningApi();
    private final FakeCluster cluster = new FakeCluster(api);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void nodes_are_shown_with_what_they_tell_and_what_the_database_says() {
        JsonObject list = get("/nodes", "NodeList");
        JsonObject told = list.getJsonArray("nodes").getJsonObject(0);
        assertEquals("1", told.getString("id"));
        assertTrue(told.getBoolean("answered"));
        assertEquals("0.1.0", told.getString("version"));
        assertEquals("2030-03-17T17:46:40.000Z", told.getString("since"));
        assertEquals(2, told.getJsonObject("verticles").getInteger("carillon.lag.LagVerticle"));
        assertEquals(
                new JsonObject()
                        .put("loopLagMsMax", 1.5)
                        .put("attemptsInFlight", 3)
                        .put("armed", 40),
                told.getJsonObject("load"));
        assertEquals(1, told.getInteger("shards"));
        JsonObject silent = list.getJsonArray("nodes").getJsonObject(1);
        assertEquals("2", silent.getString("id"));
        assertFalse(silent.getBoolean("answered"));
        assertNull(silent.getValue("version"));
        assertEquals(2, silent.getInteger("shards"));
        assertEquals(told, get("/nodes/1", "Node"));
        assertEquals(404, api.get("/nodes/3").statusCode());
    }

    @Test
    void nodes_tell_of_themselves_while_the_database_is_away() {
        cluster.databaseAway = true;
        JsonObject list = get("/nodes", "NodeList");
        assertFalse(list.getBoolean("database"));
        assertEquals(1, list.getJsonArray("nodes").size());
        assertNull(list.getJsonArray("nodes").getJsonObject(0).getValue("shards"));
        assertEquals(503, api.get("/shards").statusCode());
    }

    @Test
    void a_node_is_drained_and_undrained() {
        HttpResponse<String> drained = post("/nodes/1/drain");
        assertEquals(202, drained.statusCode());
        assertTrue(new JsonObject(drained.body()).getBoolean("draining"));
        HttpResponse<String> undrained = post("/nodes/1/undrain");
        assertEquals(202, undrained.statusCode());
        assertFalse(new JsonObject(undrained.body()).getBoolean("draining"));
    }

    @Test
    void what_cannot_be_drained_is_refused_with_what_to_do() {
        HttpResponse<String> last = post("/nodes/2/drain");
        assertEquals(409, last.statusCode());
        assertTrue(last.body().contains("start another"), last.body());
        HttpResponse<String> unknown = post("/nodes/3/drain");
        assertEquals(404, unknown.statusCode());
        assertTrue(unknown.body().contains("GET /nodes"), unknown.body());
        assertEquals(404, post("/nodes/3/undrain").statusCode());
        HttpResponse<String> impossible = post("/nodes/%00/drain");
        assertEquals(404, impossible.statusCode());
        assertTrue(impossible.body().contains("control characters"), impossible.body());
        assertEquals(400, post("/nodes/1/drain?now=true").statusCode());
        assertEquals(405, api.get("/nodes/1/drain").statusCode());
    }

    @Test
    void shards_are_shown_with_what_their_owners_tell() {
        JsonArray shards = get("/shards", "ShardList").getJsonArray("shards");
        assertEquals(
                new JsonObject()
                        .put("shard", 0)
                        .put("owner", "1")
                        .put("term", 7)
                        .put("answered", true)
                        .put("since", "2030-03-17T17:46:40.000Z")
                        .put("clean", true)
                        .put("leaving", false)
                        .put("pending", 12)
                        .put("held", 2)
                        .put("inFlight", 1)
                        .put("latenessMs", 250),
                shards.getJsonObject(0));
        JsonObject silent = shards.getJsonObject(1);
        assertEquals("2", silent.getString("owner"));
        assertFalse(silent.getBoolean("answered"));
        assertNull(silent.getValue("pending"));
        assertNull(shards.getJsonObject(3).getValue("owner"), "its owner is dead");
    }

    @Test
    void shards_are_filtered_by_their_owner() {
        JsonArray shards = get("/shards?node=2", "ShardList").getJsonArray("shards");
        assertEquals(
                List.of(1, 2),
                shards.stream()
                        .map(each -> ((JsonObject) each).getInteger("shard"))
                        .toList());
        assertEquals(400, api.get("/shards?owner=2").statusCode());
    }

    @Test
    void shards_of_a_node_that_nobody_knows_are_not_found() {
        HttpResponse<String> unknown = api.get("/shards?node=3");
        assertEquals(404, unknown.statusCode(), unknown::body);
        assertEquals(404, new JsonObject(unknown.body()).getInteger("status"));
        assertTrue(unknown.body().contains("GET /nodes"), unknown.body());
    }

    @Test
    void a_node_that_holds_no_shard_is_known_by_what_it_tells_or_by_its_lease() {
        cluster.withoutHoldings = true;
        for (String node : List.of("1", "2")) {
            assertEquals(
                    new JsonArray(), get("/shards?node=" + node, "ShardList").getJsonArray("shards"));
        }
    }

    @Test
    void what_an_owner_tells_of_another_term_is_not_shown() {
        cluster.termTold = 6;
        JsonObject shard = get("/shards", "ShardList").getJsonArray("shards").getJsonObject(0);
        assertFalse(shard.getBoolean("answered"));
        assertNull(shard.getValue("latenessMs"));
    }

    private HttpResponse<String> post(String path) {
        return api.send("POST", path, new byte[0]);
    }

    /** Reads what must be as the document has it. */
    private JsonObject get(String path, String schema) {
        HttpResponse<String> answer = api.get(path);
        assertEquals(200, answer.statusCode(), answer::body);
        JsonObject json = new JsonObject(answer.body());
        Validator document = ContractTest.document(schema);
        assertEquals(Boolean.TRUE, document.validate(json).getValid(), json::encodePrettily);
        return json;
    }
}
