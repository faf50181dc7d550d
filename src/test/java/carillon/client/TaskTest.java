package carillon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskTest {

    private static final Instant INSTANT = Instant.parse("2030-01-31T09:00:00Z");

    @Test
    void a_task_is_sent_as_it_was_built() {
        Task task = Task.named("hello")
                .in(Duration.ofSeconds(5))
                .handler("greet")
                .queue("mail")
                .label("team", "billing")
                .label("city", "paris")
                .priority(Priority.URGENT)
                .maxLateness(Duration.ofSeconds(9), WhenLate.DEAD)
                .payload("{\"n\": 1.50}".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "{\"id\":\"hello\",\"delay\":\"PT5S\",\"action\":\"greet\",\"queue\":\"mail\","
                        + "\"labels\":{\"team\":\"billing\",\"city\":\"paris\"},\"priority\":\"urgent\","
                        + "\"maxLateness\":\"PT9S\",\"whenLate\":\"dead\","
                        + "\"payload\":{\"n\": 1.50}}",
                task.json().toString());
    }

    @Test
    void a_copy_leaves_the_task_as_it_was() {
        Task task = Task.named("a").handler("x");
        String before = task.json().toString();
        assertNotEquals(before, task.queue("mail").json().toString());
        assertEquals(before, task.json().toString());
    }

    @Test
    void a_trigger_takes_the_place_of_the_one_there_was() {
        Trigger nightly = Trigger.cron("0 2 * * *")
                .zone(ZoneId.of("Europe/Paris"))
                .misfire(Misfire.FIRE_ALL)
                .overlap(Overlap.QUEUE)
                .maxFires(3)
                .jitter(Duration.ofMinutes(1));
        Task task = Task.named("a").when(nightly).at(INSTANT);
        assertEquals(
                "{\"id\":\"a\",\"at\":\"2030-01-31T09:00:00Z\"}", task.json().toString());
    }

    @Test
    void a_task_without_a_name_has_an_id_that_its_copies_keep() {
        Task task = Task.unnamed();
        UUID id = UUID.fromString(task.id());
        assertEquals(7, id.version());
        assertEquals(2, id.variant());
        long millis = id.getMostSignificantBits() >>> 16;
        assertTrue(
                Math.abs(millis - Time.SYSTEM.epochMillis())
                        < Duration.ofDays(1).toMillis(),
                task::id);
        assertEquals(task.id(), task.queue("q").id());
        assertNotEquals(task.id(), Task.unnamed().id());
    }

    @Test
    void a_task_in_json_keeps_its_members_and_its_id_or_is_given_one() {
        Json json = Json.parse("{\"id\":\"a\",\"later\":[1],\"every\":\"PT1H\"}");
        assertEquals(json, Task.of(json).json());
        assertEquals("a", Task.of(json).id());
        Task given = Task.of(Json.parse("{\"every\":\"PT1H\"}"));
        assertEquals(given.id(), given.json().get("id").string());
    }

    @Test
    void a_payload_cannot_smuggle_members_in() {
        byte[] bytes = "1,\"action\":\"other\"".getBytes(StandardCharsets.UTF_8);
        assertThrows(IllegalArgumentException.class, () -> Task.named("a").payload(bytes));
    }

    @Test
    void an_id_is_not_changed_by_a_member() {
        assertThrows(IllegalArgumentException.class, () -> Task.named("a").with("id", Json.of("b")));
    }

    @Test
    void a_webhook_is_written_with_its_headers() {
        Webhook webhook = Webhook.to(URI.create("http://127.0.0.1:9000/a?b=c"))
                .method("PUT")
                .header("x-a", "1");
        assertEquals(
                "{\"http\":{\"headers\":{\"x-a\":\"1\"},\"method\":\"PUT\",\"url\":\"http://127.0.0.1:9000/a?b=c\"}}",
                Task.named("a").webhook(webhook).json().get("action").toString());
    }

    @Test
    void the_text_of_a_task_tells_no_payload() {
        assertEquals("task a", Task.named("a").payload(Json.of("secret")).toString());
    }

    @Test
    void filters_become_a_query() {
        Filter filter = Filter.any().state(TaskState.DEAD).label("a", "b c").label("d", "e&f");
        assertEquals(
                "?state=dead&label=a%3Ab%20c&label=d%3Ae%26f", filter.query().toString());
        assertEquals(filter.query(), filter.changed());
        assertEquals("?all=true", Filter.any().changed().toString());
    }
}
