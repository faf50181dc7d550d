package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.time.Clock;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Cancelling. {@code -Dcarillon.races=10000} runs more races than usual, {@code -Dcarillon.seed=…} the same again. */
@Tag("contract")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CancelTest {

    private static final int RACES = Integer.getInteger("carillon.races", 300);
    private static final long SEED = Long.getLong("carillon.seed", 20_301);
    private static final int RACERS = 8;
    private static final long PAUSE_NANOS_MAX = 3_000_000;

    private final Receiver receiver = new Receiver();
    private final Site node = Site.open();
    private final Client client = node.client();
    private final Map<String, Long> cancelledNanos = new ConcurrentHashMap<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    @AfterAll
    void stop() {
        node.close();
        receiver.close();
    }

    @Test
    void before_the_attempt_it_is_204_and_none_is_made() {
        client.create(task("before", "PT1S"));
        assertEquals(204, client.delete("/tasks/before").statusCode());
        assertEquals("cancelled", client.task("before").getString("state"));
        awaitALaterTask("PT1.2S");
        assertEquals(List.of(), receiver.of("before"));
    }

    @Test
    void during_the_attempt_it_is_200_and_no_retry_follows() {
        receiver.answer("during", arrival -> {});
        client.create(task("during", "PT0S").put("retry", new JsonObject().put("backoff", "PT0.1S")));
        receiver.awaitArrivals("during", 1);
        HttpResponse<String> answer = client.delete("/tasks/during");
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals("during", new JsonObject(answer.body()).getString("id"));
        receiver.of("during").get(0).answer(500);
        client.awaitState("during", "cancelled");
        awaitALaterTask("PT0.5S");
        assertEquals(1, receiver.of("during").size());
        assertEquals(204, client.delete("/tasks/during").statusCode());
    }

    @Test
    void what_was_paused_during_the_attempt_is_resumed_and_fired_and_cancelled_without_waiting_for_it() {
        receiver.answer("held", arrival -> {});
        client.create(new JsonObject()
                .put("id", "held")
                .put("every", "PT1S")
                .put("timeout", "PT40S")
                .put("action", receiver.action()));
        receiver.awaitArrivals("held", 1);
        for (String change : List.of("pause", "resume", "fire", "pause", "resume")) {
            HttpResponse<String> answer = client.post("/tasks/held/" + change, "");
            assertEquals(202, answer.statusCode(), answer::body);
        }
        HttpResponse<String> answer = client.delete("/tasks/held");
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals("cancelled", client.task("held").getString("state"));
        receiver.of("held").forEach(arrival -> arrival.answer(200));
    }

    @Test
    void after_the_attempt_it_is_204_and_the_outcome_stays() {
        client.create(task("after", "PT0S"));
        client.awaitState("after", "succeeded");
        assertEquals(204, client.delete("/tasks/after").statusCode());
        assertEquals("succeeded", client.task("after").getString("state"));
    }

    @Test
    void no_attempt_starts_after_a_204_whenever_it_is_asked_for() throws Exception {
        System.out.println(RACES + " cancel races, seed " + SEED);
        Random random = new Random(SEED);
        try (ExecutorService racers = Executors.newFixedThreadPool(RACERS)) {
            List<Future<?>> races = IntStream.range(0, RACES)
                    .<Future<?>>mapToObj(i -> {
                        String delay = "PT0.00" + random.nextInt(6) + "S";
                        long pauseNanos = random.nextLong(PAUSE_NANOS_MAX);
                        return racers.submit(() -> race("race-" + i, delay, pauseNanos));
                    })
                    .toList();
            for (Future<?> race : races) {
                race.get();
            }
        }
        awaitALaterTask("PT1S");
        int prevented = 0;
        for (int i = 0; i < RACES; i++) {
            prevented += assertCancelled("race-" + i);
        }
        System.out.println(prevented + " of " + RACES + " attempts were prevented, answers "
                + answers.values().stream().filter(status -> status == 200).count() + " times 200");
        assertTrue(prevented > 0 && prevented < RACES, "the races were no races: " + prevented);
    }

    private void race(String id, String delay, long pauseNanos) {
        client.create(task(id, delay).put("retry", new JsonObject().put("maxAttempts", 1)));
        LockSupport.parkNanos(pauseNanos);
        HttpResponse<String> answer = client.delete("/tasks/" + id);
        long nanos = Clock.system().nanoTime();
        answers.put(id, answer.statusCode());
        cancelledNanos.put(id, nanos);
        assertTrue(answer.statusCode() == 204 || answer.statusCode() == 200, answer::body);
    }

    /** Returns 1 if no attempt was made. */
    private int assertCancelled(String id) {
        List<Receiver.Arrival> arrivals = receiver.of(id);
        String state = client.task(id).getString("state");
        assertTrue(arrivals.size() <= 1, id);
        if (answers.get(id) == 204) {
            for (Receiver.Arrival arrival : arrivals) {
                assertTrue(arrival.nanos() - cancelledNanos.get(id) < 0, id + " arrived after its 204");
            }
            assertEquals(arrivals.isEmpty() ? "cancelled" : "succeeded", state, id);
        }
        return arrivals.isEmpty() ? 1 : 0;
    }

    /** Waits for a task that is due after everything that might still come. */
    private void awaitALaterTask(String delay) {
        String id = client.create(task("marker-" + delay, delay)).getString("id");
        receiver.awaitArrivals(id, 1);
    }

    private JsonObject task(String id, String delay) {
        return new JsonObject().put("id", id).put("delay", delay).put("action", receiver.action());
    }
}
