package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.QueueState;
import carillon.task.QueueSettings;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QueuesTest {

    private final RunningApi api = new RunningApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void a_queue_is_set_read_paused_resumed_and_dropped() {
        HttpResponse<String> set =
                api.put("/queues/mail", "{\"concurrency\":3,\"ratePerSecond\":0.5,\"timeout\":\"PT5S\"}");
        assertEquals(200, set.statusCode(), set::body);
        QueueState queue = api.backend.queues.get("mail");
        assertEquals(new QueueSettings(3, 0.5, 5_000L, null), queue == null ? null : queue.settings());
        JsonObject read = read();
        assertEquals(3, read.getInteger("concurrency"));
        assertEquals(7, read.getInteger("depth"));
        assertEquals("2030-03-17T17:46:40.000Z", read.getString("oldestDue"));
        assertFalse(read.containsKey("retry"), "what is not set is not shown");
        assertEquals(202, api.send("POST", "/queues/mail/pause", new byte[0]).statusCode());
        assertTrue(read().getBoolean("paused"));
        assertEquals(202, api.send("POST", "/queues/mail/resume", new byte[0]).statusCode());
        assertFalse(read().getBoolean("paused"));
        assertEquals(204, api.send("DELETE", "/queues/mail", new byte[0]).statusCode());
    }

    @Tag("contract")
    @Test
    void the_list_goes_on_where_a_page_ended() {
        for (String name : List.of("a", "b", "c")) {
            api.put("/queues/" + name, "{\"concurrency\":1}");
        }
        JsonObject first = new JsonObject(api.get("/queues?limit=2").body());
        assertEquals(2, first.getJsonArray("queues").size());
        JsonObject second = new JsonObject(
                api.get("/queues?limit=2&cursor=" + first.getString("cursor")).body());
        assertEquals("c", second.getJsonArray("queues").getJsonObject(0).getString("name"));
        assertNull(second.getString("cursor"));
    }

    @Tag("contract")
    @Test
    void what_is_no_name_and_no_setting_is_refused_with_the_reason() {
        assertEquals(404, api.get("/queues/nobody").statusCode());
        assertEquals(404, api.get("/queues/a%20b").statusCode());
        HttpResponse<String> refused = api.put("/queues/q", "{\"concurrency\":0,\"rate\":1,\"timeout\":\"P1Y\"}");
        assertEquals(400, refused.statusCode());
        List<String> pointers = new JsonObject(refused.body())
                .getJsonArray("errors").stream()
                        .map(each -> ((JsonObject) each).getString("pointer"))
                        .toList();
        assertEquals(List.of("/concurrency", "/rate", "/timeout"), pointers);
        assertEquals(400, api.get("/tasks?queue=a%20b").statusCode());
    }

    @Test
    void a_list_of_tasks_is_asked_for_by_queue() {
        assertEquals(200, api.get("/tasks?queue=mail").statusCode());
        assertEquals("mail", api.backend.listed.filter().queue());
    }

    private JsonObject read() {
        return new JsonObject(api.get("/queues/mail").body());
    }
}
