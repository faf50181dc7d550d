package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.postgres.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The four verticles in four processes, two instances of each, started in the least helpful order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApartTest {

    private static final String[] TWO = {"-instances", "2"};
    private static final int TASKS = 100;

    private final String database = TestPostgres.freshDatabase();
    private final List<String> missing = new ArrayList<>();
    private Apart apart;
    private Client client;
    private NodeProcess http;
    private NodeProcess timer;
    private NodeProcess delivery;
    private String jar;

    @BeforeAll
    void start(@TempDir Path folder) {
        jar = UserJar.pack(folder).toString();
        apart = new Apart(folder, database);
        client = new Client(apart.port());
        http = apart.start(Apart.HTTP, TWO);
        Waiting.until(http::output, () -> isAnswered("/health/live"));
        missing.add(missing());
        timer = apart.start(Apart.TIMER, TWO);
        timer.awaitOutput("The timer waits for a StoreVerticle");
        NodeProcess store = apart.start(Apart.STORE, TWO);
        store.awaitOutput("running");
        http.awaitReady(client);
        missing.add(missing());
        delivery = apart.start(Apart.DELIVERY, TWO);
        delivery.awaitOutput("running");
        Waiting.until(delivery::output, () -> missing().isEmpty());
    }

    @AfterAll
    void stop() {
        client.close();
        apart.close();
    }

    @Test
    void what_is_missing_is_said_by_readiness_and_in_the_log() {
        assertTrue(missing.get(0).contains("no StoreVerticle serves here"), missing::toString);
        assertTrue(missing.get(1).contains("no DeliveryVerticle is there"), missing::toString);
        assertTrue(http.output().contains("The API waits: no StoreVerticle serves here"), http::output);
        http.awaitOutput("The API is ready");
        assertTrue(timer.output().contains("The store is there; the timer begins"), timer::output);
    }

    @Test
    void two_instances_of_each_share_the_work() {
        try (Receiver receiver = new Receiver()) {
            List<String> ids = create("shared", "PT0S", receiver.action());
            ids.forEach(id -> client.awaitState(id, "succeeded"));
            ids.forEach(id -> assertEquals(1, receiver.of(id).size(), id));
        }
    }

    @Test
    void a_handler_joins_from_its_own_jar_and_leaves_without_a_lost_task() {
        try (NodeProcess staying = apart.start("sample.DataSyncVerticle", "-cp", jar);
                NodeProcess leaving = apart.start("sample.DataSyncVerticle", "-cp", jar)) {
            AtomicInteger rounds = new AtomicInteger();
            // It takes a moment until every delivery knows of both.
            Waiting.until(leaving::output, () -> {
                create("joined-" + rounds.incrementAndGet(), "PT0S", "dataSync")
                        .forEach(id -> client.awaitState(id, "succeeded"));
                return Stream.of(staying, leaving)
                        .allMatch(each -> each.output().contains(": joined-"));
            });
            List<String> ids = create("during", "PT1S", "dataSync");
            assertEquals(0, leaving.stop(), leaving::output);
            ids.forEach(id -> client.awaitState(id, "succeeded"));
            assertTrue(staying.output().contains(": during-"), staying::output);
        }
        JsonObject task = client.create(task("alone", "PT0S", "dataSync"));
        Waiting.until(() -> client.task("alone").encode(), () -> client.task(task.getString("id"))
                .containsKey("note"));
        try (NodeProcess back = apart.start("sample.DataSyncVerticle", "-cp", jar)) {
            client.awaitState("alone", "succeeded");
            assertFalse(back.output().contains("SEVERE"), back::output);
        }
    }

    @Test
    void a_handler_that_leaves_ends_what_it_has_begun() {
        try (NodeProcess staying = apart.start("sample.LongSyncVerticle", "-cp", jar);
                NodeProcess leaving = apart.start("sample.LongSyncVerticle", "-cp", jar)) {
            AtomicInteger rounds = new AtomicInteger();
            List<String> ids = new ArrayList<>();
            Waiting.until(leaving::output, () -> {
                ids.addAll(create("long-" + rounds.incrementAndGet(), "PT0S", "longSync"));
                return Stream.of(staying, leaving)
                        .allMatch(each -> each.output().contains("longSync begins: "));
            });
            assertEquals(0, leaving.stop(), leaving::output);
            ids.forEach(id -> client.awaitState(id, "succeeded"));
            Set<String> begun = said(leaving, "longSync begins: ");
            assertEquals(begun, said(leaving, "longSync ended: "));
            begun.forEach(id -> assertFalse(said(staying, "longSync begins: ").contains(id), id));
        }
    }

    private static Set<String> said(NodeProcess process, String words) {
        return process.output()
                .lines()
                .filter(line -> line.contains(words))
                .map(line -> line.substring(line.indexOf(words) + words.length()))
                .collect(Collectors.toSet());
    }

    private boolean isAnswered(String path) {
        try {
            return client.get(path).statusCode() == 200;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    private String missing() {
        HttpResponse<String> answer = client.get("/health/ready");
        JsonObject health = new JsonObject(answer.body());
        return answer.statusCode() == 200 ? health.getString("missing", "") : health.getString("detail");
    }

    private List<String> create(String name, String delay, Object action) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            ids.add(client.create(task(name + "-" + i, delay, action)).getString("id"));
        }
        return ids;
    }

    private static JsonObject task(String id, String delay, Object action) {
        return new JsonObject()
                .put("id", id)
                .put("delay", delay)
                .put("timeout", "PT3S")
                .put("action", action);
    }
}
