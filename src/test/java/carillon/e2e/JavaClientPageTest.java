package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.client.Carillon;
import carillon.client.CarillonException;
import carillon.client.Fault;
import carillon.client.Filter;
import carillon.client.Misfire;
import carillon.client.NodeInfo;
import carillon.client.Preview;
import carillon.client.Priority;
import carillon.client.Progress;
import carillon.client.QueueInfo;
import carillon.client.QueueSettings;
import carillon.client.Retry;
import carillon.client.RunInfo;
import carillon.client.Secret;
import carillon.client.SetChanges;
import carillon.client.ShardInfo;
import carillon.client.Task;
import carillon.client.TaskInfo;
import carillon.client.TaskState;
import carillon.client.Trigger;
import carillon.client.WhenLate;
import carillon.postgres.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The examples of docs/java-client.md: each stands here line by line, and does what the page says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaClientPageTest {

    private final LocalNode node = LocalNode.start(TestPostgres.freshDatabase());
    private final Carillon carillon =
            Carillon.at(URI.create(node.client().base())).build();

    @AfterAll
    void stop() {
        carillon.close();
        node.close();
    }

    @Test
    void each_example_of_the_page_stands_in_this_test() throws IOException {
        String here = words(Files.readString(Path.of("src/test/java/carillon/e2e/JavaClientPageTest.java")));
        List<String> examples = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/java-client.md")))
                .results()
                .map(MatchResult::group)
                .map(example -> words(example.replace("```java", "").replace("```", "")))
                .toList();
        assertFalse(examples.isEmpty());
        examples.forEach(example -> assertTrue(here.contains(example), example));
    }

    /** Where a line breaks, and how deep it stands, may differ here and there; so may the address and the token. */
    private static String words(String source) {
        return source.replace("\"http://localhost:8080\"", "node.client().base()")
                .replace(".token(token)", "")
                .replaceAll("\\s+", "");
    }

    @Test
    void a_first_task_is_created() {
        try (Carillon carillon = Carillon.at(URI.create(node.client().base())).build()) {
            carillon.create(Task.named("hello")
                    .in(Duration.ofSeconds(5))
                    .webhook(URI.create("http://127.0.0.1:9000/hook"))
                    .payload(Map.of("order", 17)));
        }
        assertEquals("{\"order\":17}", String.valueOf(carillon.get("hello").payload()));
    }

    @Test
    void a_schedule_is_created_replaced_fired_and_cancelled() {
        carillon.create(Task.named("report")
                .when(Trigger.cron("30 9 * * MON-FRI")
                        .zone(ZoneId.of("Europe/Paris"))
                        .misfire(Misfire.SKIP)
                        .jitter(Duration.ofMinutes(5)))
                .handler("report")
                .queue("reports")
                .priority(Priority.BACKGROUND)
                .label("team", "billing")
                .retry(Retry.attempts(3).backoff(Duration.ofSeconds(10), Duration.ofMinutes(10)))
                .timeout(Duration.ofMinutes(1)));

        TaskInfo report = carillon.get("report");
        carillon.replace(report.toTask().handler("shortReport"), report.version());
        assertEquals(
                "\"shortReport\"", carillon.get("report").json().get("action").toString());

        Optional<TaskInfo> next = carillon.listByDue(Filter.any().label("team", "billing")).stream()
                .findFirst();
        List<String> dead = carillon.list(Filter.any().state(TaskState.DEAD)).stream()
                .map(TaskInfo::id)
                .toList();
        assertEquals("report", next.orElseThrow().id());
        assertEquals(List.of(), dead);

        carillon.pause("report");
        carillon.resume("report");
        carillon.fire("report");
        for (RunInfo run : carillon.runs("report")) {
            System.out.println(run.scheduledFor() + " " + run.state() + " " + run.reason());
        }
        carillon.cancel("report");
        assertEquals(TaskState.CANCELLED, carillon.get("report").state());
    }

    @Test
    void many_are_created_and_cancelled() {
        carillon.createAll(
                IntStream.range(0, 1_000).mapToObj(i -> Task.named("bulk-" + i)
                        .in(Duration.ofHours(1))
                        .handler("work")
                        .label("lot", "october")),
                creation -> {
                    if (!creation.isThere()) {
                        System.err.println(creation.task().id() + ": " + creation.problem());
                    }
                });
        Progress progress = carillon.all(Filter.any().label("lot", "october"))
                .onProgress(soFar -> System.out.println(soFar.changed() + " cancelled"))
                .cancel();
        Filter october = Filter.any().label("lot", "october");
        // An owner with much to do may not answer in time for some tasks.
        for (int i = 0; i < 100 && progress.failed() > 0; i++) {
            progress = carillon.all(october).cancel();
        }
        assertEquals(
                1_000,
                carillon.list(october.state(TaskState.CANCELLED)).stream().count());
    }

    @Test
    void the_dead_are_revived() {
        Instant outage = Instant.EPOCH;
        Progress revived = carillon.all(Filter.any().webhook(URI.create("https://example.com/ship")))
                .revive(outage, null);
        assertEquals(0, revived.changed());
    }

    @Test
    void a_queue_is_limited_and_a_trigger_shown() {
        carillon.queues()
                .put(
                        "reports",
                        QueueSettings.unlimited()
                                .concurrency(3)
                                .ratePerSecond(10)
                                .maxLateness(Duration.ofMinutes(10), WhenLate.SKIP));
        carillon.queues().pause("reports");
        carillon.queues().resume("reports");
        QueueInfo reports = carillon.queues().get("reports");
        System.out.println(reports.depth() + " wait, to start within " + reports.maxLateness());
        assertEquals(0, reports.depth());
        assertEquals(Duration.ofMinutes(10), reports.maxLateness());

        Preview preview = carillon.preview(Trigger.cron("30 9 * * MON-FRI").zone(ZoneId.of("Europe/Paris")));
        System.out.println(preview.explanation() + ": " + preview.next());
        assertEquals("at 09:30 on weekdays, Europe/Paris", preview.explanation());
    }

    @Test
    void a_set_is_foreseen_and_kept_and_a_secret_changed() {
        List<Task> nightly = List.of(
                Task.named("night-report").cron("0 2 * * *").handler("report"),
                Task.named("night-sweep").every(Duration.ofHours(1)).handler("sweep"));
        SetChanges foreseen = carillon.sets().foresee("nightly", nightly);
        System.out.println("would create " + foreseen.created() + " and cancel " + foreseen.removed());
        carillon.sets().put("nightly", nightly);
        assertEquals(List.of("night-report", "night-sweep"), foreseen.created());
        List<Task> changed = List.of(nightly.get(0).timeout(Duration.ofMinutes(1)));
        assertEquals(
                new SetChanges(
                        List.of(),
                        List.of(new SetChanges.Update("night-report", List.of("timeout"))),
                        List.of("night-sweep"),
                        List.of()),
                carillon.sets().put("nightly", changed));

        List<Secret> both = carillon.secrets().rotate();
        carillon.secrets().retire(both.getLast().id());
        assertEquals(2, both.size());
        assertEquals(both.subList(0, 1), carillon.secrets().list());
        assertFalse(both.toString().contains("whsec_"));
    }

    @Test
    void nodes_and_shards_are_shown_and_the_only_node_is_not_drained() {
        for (ShardInfo shard : carillon.nodes().shards()) {
            System.out.println(shard.shard() + " of " + shard.owner() + ": " + shard.lateness());
        }
        assertTrue(carillon.nodes().shards().stream().allMatch(ShardInfo::hasAnswered));
        assertEquals(64, carillon.nodes().list().getFirst().shards());
        CarillonException refused = assertThrows(CarillonException.class, () -> {
            String id = carillon.nodes().list().getFirst().id();
            carillon.nodes().drain(id);
        });
        assertEquals(409, refused.status());
        assertTrue(refused.problem().detail().contains("start another"));
        NodeInfo undrained =
                carillon.nodes().undrain(carillon.nodes().list().getFirst().id());
        assertFalse(undrained.isDraining());
        assertEquals(undrained.id(), carillon.nodes().get(undrained.id()).id());
    }

    @Test
    void what_is_wrong_is_told_with_its_place() {
        PrintStream error = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            carillon.create(Task.named("wrong").cron("99 * * * *").handler("work"));
        } catch (CarillonException refused) {
            for (Fault fault : refused.problem().errors()) {
                System.err.println(fault.pointer() + " " + fault.detail());
            }
        }
        System.setErr(error);
        assertTrue(told.toString(StandardCharsets.UTF_8).contains("/cron minute 99 is not in 0-59"), told::toString);
    }
}
