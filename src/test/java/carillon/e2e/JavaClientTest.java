package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.client.Carillon;
import carillon.client.CarillonException;
import carillon.client.Creation;
import carillon.client.Dialect;
import carillon.client.Filter;
import carillon.client.Json;
import carillon.client.Outcome;
import carillon.client.Preview;
import carillon.client.Progress;
import carillon.client.QueueInfo;
import carillon.client.QueueSettings;
import carillon.client.Retry;
import carillon.client.RunInfo;
import carillon.client.RunState;
import carillon.client.Task;
import carillon.client.TaskInfo;
import carillon.client.TaskState;
import carillon.client.Trigger;
import carillon.client.WhenLate;
import carillon.command.CommandFailure;
import carillon.command.ExportCommand;
import carillon.handler.Handlers;
import carillon.postgres.TestPostgres;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The Java client against a node, which takes tokens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaClientTest {

    private static final String ADMIN = "admin-0123456789abcdef0123456789a";
    private static final String WRITER = "write-0123456789abcdef0123456789a";

    private final LocalNode node = LocalNode.start(
            new JsonObject()
                    .put("database.url", TestPostgres.freshDatabase())
                    .put(
                            "auth.tokens",
                            new JsonArray()
                                    .add(new JsonObject().put("token", ADMIN).put("role", "admin"))
                                    .add(new JsonObject().put("token", WRITER).put("role", "write"))),
            new String[] {"Authorization", "Bearer " + ADMIN});
    private final URI address = URI.create(node.client().base() + "/");
    private final Carillon carillon = Carillon.at(address).token(WRITER).build();

    @AfterAll
    void stop() {
        carillon.close();
        node.close();
    }

    private static Task work(String id) {
        return Task.named(id).in(Duration.ofHours(1)).handler("work");
    }

    private static int refusal(Runnable call) {
        return assertThrows(CarillonException.class, call::run).status();
    }

    /** An owner with much to do may not answer in time for some tasks. */
    private static void untilNoneFails(Supplier<Progress> change) {
        assertTrue(Stream.generate(change).limit(100).anyMatch(progress -> progress.failed() == 0));
    }

    @Test
    void a_webhook_fires_and_its_run_is_read_back() {
        try (Receiver receiver = new Receiver()) {
            URI url = URI.create(receiver.action().getJsonObject("http").getString("url"));
            TaskInfo created = carillon.create(
                    Task.unnamed().in(Duration.ZERO).webhook(url).payload("{\"n\": 1.50}".getBytes()));
            receiver.awaitArrivals(created.id(), 1);
            assertEquals("{\"n\": 1.50}", receiver.of(created.id()).getFirst().body());
            node.client().awaitState(created.id(), "succeeded");
            TaskInfo task = carillon.get(created.id());
            assertEquals(TaskState.SUCCEEDED, task.state());
            assertTrue(task.isOver());
            RunInfo run = carillon.runs(task.id()).iterator().next();
            assertEquals(RunState.ENDED, run.state());
            assertEquals(Outcome.SUCCEEDED, run.outcome());
            assertEquals(1, run.attempt());
            assertNotNull(run.startedAt());
            assertNotNull(run.lateness());
            assertEquals(run, task.lastRun());
        }
    }

    @Test
    void a_dead_occurrence_tells_its_failed_attempts_and_is_revived() {
        try (Receiver receiver = new Receiver()) {
            receiver.answer("dies", arrival -> arrival.answer(500));
            URI url = URI.create(receiver.action().getJsonObject("http").getString("url"));
            carillon.create(Task.named("dies")
                    .in(Duration.ZERO)
                    .webhook(url)
                    .retry(Retry.attempts(2).backoff(Duration.ofMillis(1), Duration.ofMillis(1))));
            node.client().awaitState("dies", "dead");
            RunInfo run = carillon.runs("dies").iterator().next();
            assertEquals(Outcome.DEAD, run.outcome());
            assertEquals(1, run.failedAttempts().size());
            assertEquals(1, run.failedAttempts().getFirst().attempt());
            receiver.answer("dies", arrival -> arrival.answer(200));
            carillon.revive("dies", run.scheduledFor());
            receiver.awaitArrivals("dies", 3);
        }
    }

    @Test
    void a_running_attempt_tells_since_when() {
        Promise<Void> over = Promise.promise();
        LocalNode.await(Handlers.register(node.vertx(), "slow", run -> over.future()));
        Instant before = carillon.create(Task.named("slow").in(Duration.ZERO).handler("slow"))
                .createdAt();
        Supplier<RunInfo> run = () -> carillon.runs("slow").iterator().next();
        Waiting.until(() -> "no start: " + run.get(), () -> run.get().startedAt() != null);
        assertEquals(RunState.RUNNING, run.get().state());
        assertFalse(run.get().startedAt().isBefore(before));
        over.complete();
        node.client().awaitState("slow", "succeeded");
    }

    @Test
    void all_that_died_of_an_outage_is_revived_and_its_attempts_are_counted_on() {
        List<String> ids = List.of("out-1", "out-2", "out-3");
        try (Receiver receiver = new Receiver()) {
            URI url = URI.create(receiver.action().getJsonObject("http").getString("url"));
            for (String id : ids) {
                receiver.answer(id, arrival -> arrival.answer(500));
                carillon.create(Task.named(id).in(Duration.ZERO).webhook(url).retry(Retry.attempts(1)));
                node.client().awaitState(id, "dead");
                receiver.answer(id, arrival -> arrival.answer(200));
            }
            Filter out = Filter.any().webhook(url).lastOutcome(Outcome.DEAD);
            assertEquals(ids, carillon.list(out).stream().map(TaskInfo::id).toList());
            assertEquals(0, carillon.all(out).revive(null, Instant.EPOCH).changed());
            assertEquals(3, carillon.all(out).revive().changed());
            for (String id : ids) {
                node.client().awaitState(id, "succeeded");
                assertEquals(2, carillon.runs(id).iterator().next().attempt());
            }
        }
    }

    @Test
    void creating_again_changes_nothing_and_another_body_is_a_conflict() {
        TaskInfo first = carillon.create(work("twice"));
        assertEquals(first, carillon.create(work("twice")));
        assertEquals(409, refusal(() -> carillon.create(work("twice").queue("other"))));
    }

    @Test
    void a_replacement_may_insist_on_a_version() {
        TaskInfo first = carillon.create(work("versions"));
        TaskInfo second = carillon.replace(first.toTask().label("a", "b"), first.version());
        assertEquals(Map.of("a", "b"), second.labels());
        assertEquals(412, refusal(() -> carillon.replace(first.toTask().label("c", "d"), first.version())));
        assertEquals(second.version(), carillon.replace(second.toTask()).version());
    }

    @Test
    void a_task_is_paused_resumed_fired_and_cancelled() {
        carillon.create(Task.named("a:b~c").every(Duration.ofHours(1)).handler("nobody"));
        assertEquals(TaskState.PAUSED, carillon.pause("a:b~c").state());
        assertEquals(TaskState.SCHEDULED, carillon.resume("a:b~c").state());
        carillon.fire("a:b~c");
        assertEquals(2, carillon.runs("a:b~c").stream().count());
        assertEquals(Optional.empty(), carillon.cancel("a:b~c"));
        assertEquals(TaskState.CANCELLED, carillon.get("a:b~c").state());
        assertEquals(404, refusal(() -> carillon.pause("nowhere")));
        assertEquals(Optional.empty(), carillon.find("nowhere"));
    }

    @Test
    void a_purge_takes_an_admin_and_a_call_takes_a_token() {
        carillon.create(work("purged"));
        assertEquals(403, refusal(() -> carillon.purge("purged")));
        try (Carillon admin = Carillon.at(address).token(ADMIN).build()) {
            admin.purge("purged");
        }
        assertEquals(Optional.empty(), carillon.find("purged"));
        try (Carillon stranger = Carillon.at(address).build()) {
            assertEquals(401, refusal(() -> stranger.get("purged")));
        }
    }

    @Test
    void many_are_created_in_order_listed_in_pages_and_changed_together() {
        int count = 4_100;
        List<Creation> creations = new ArrayList<>();
        carillon.createAll(
                IntStream.range(0, count)
                        .mapToObj(i -> work("many-%04d".formatted(i)).label("lot", "many"))
                        .map(task -> task.id().endsWith("777") ? task.cron("99 * * * *") : task),
                creations::add);
        assertEquals(count, creations.size());
        for (int i = 0; i < count; i++) {
            assertEquals("many-%04d".formatted(i), creations.get(i).task().id());
            assertEquals(i % 1_000 == 777 ? 400 : 201, creations.get(i).status());
        }
        assertEquals("/cron", creations.get(777).problem().errors().getFirst().pointer());
        Filter many = Filter.any().label("lot", "many");
        List<String> ids = carillon.list(many).stream().map(TaskInfo::id).toList();
        assertEquals(count - 4, ids.size());
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
        assertEquals(0, carillon.all(many.queue("none")).pause().changed());
        List<Progress> heard = new ArrayList<>();
        Progress end = carillon.all(many).onProgress(heard::add).cancel();
        assertEquals(ids.size(), end.changed() + end.unchanged() + end.failed(), end::toString);
        assertTrue(heard.size() > 1, heard::toString);
        untilNoneFails(carillon.all(many)::cancel);
        assertEquals(
                ids.size(),
                carillon.list(many.state(TaskState.CANCELLED)).stream().count());
    }

    @Test
    void many_are_paused_and_resumed() {
        List.of("p1", "p2").forEach(id -> carillon.create(work(id).label("lot", "brake")));
        Filter brake = Filter.any().label("lot", "brake");
        untilNoneFails(carillon.all(brake)::pause);
        assertEquals(2, carillon.list(brake.state(TaskState.PAUSED)).stream().count());
        untilNoneFails(carillon.all(brake)::resume);
        assertEquals(2, carillon.list(brake.state(TaskState.SCHEDULED)).stream().count());
    }

    @Test
    void a_list_by_due_instant_shows_the_next_one_first() {
        carillon.create(work("late").at(Instant.parse("2031-01-01T00:00:00Z")).label("lot", "due"));
        carillon.create(work("soon").at(Instant.parse("2030-01-01T00:00:00Z")).label("lot", "due"));
        Filter due = Filter.any().label("lot", "due");
        assertEquals(
                List.of("soon", "late"),
                carillon.listByDue(due).stream().map(TaskInfo::id).toList());
        assertEquals(
                List.of("late"),
                carillon.list(due.dueAfter(Instant.parse("2030-06-01T00:00:00Z"))).stream()
                        .map(TaskInfo::id)
                        .toList());
    }

    @Test
    void a_queue_keeps_its_settings_until_it_is_dropped() {
        Retry retry = Retry.attempts(3).backoff(Duration.ofSeconds(2), Duration.ofSeconds(9));
        QueueInfo queue = carillon.queues()
                .put(
                        "mail",
                        QueueSettings.unlimited()
                                .concurrency(3)
                                .ratePerSecond(2.5)
                                .timeout(Duration.ofSeconds(7))
                                .retry(retry)
                                .maxLateness(Duration.ofSeconds(5), WhenLate.SKIP));
        assertEquals(Duration.ofSeconds(5), queue.maxLateness());
        assertEquals(WhenLate.SKIP, queue.whenLate());
        assertEquals(3, queue.concurrency());
        assertEquals(0, new BigDecimal("2.5").compareTo(queue.ratePerSecond()));
        assertEquals(Duration.ofSeconds(7), queue.timeout());
        assertEquals(retry, queue.retry());
        assertTrue(carillon.queues().pause("mail").isPaused());
        assertFalse(carillon.queues().resume("mail").isPaused());
        carillon.create(work("mailed").queue("mail"));
        assertEquals(1, carillon.queues().get("mail").depth());
        assertTrue(
                carillon.queues().list().stream().anyMatch(each -> each.name().equals("mail")));
        carillon.queues().drop("mail");
        assertEquals(null, carillon.queues().get("mail").concurrency());
    }

    @Test
    void a_preview_shows_instants_words_and_clock_changes() {
        Preview preview = carillon.preview(
                Trigger.cron("30 2 * * SUN").zone(ZoneId.of("Europe/Paris")), Instant.parse("2026-03-22T12:00:00Z"), 2);
        assertEquals(Dialect.UNIX, preview.dialect());
        assertEquals(
                List.of(
                        OffsetDateTime.parse("2026-03-29T03:30:00+02:00"),
                        OffsetDateTime.parse("2026-04-05T02:30:00+02:00")),
                preview.next());
        assertTrue(preview.clockChange().startsWith("on 29 March 2026"), preview::clockChange);
        assertEquals(
                5, carillon.preview(Trigger.every(Duration.ofMinutes(1))).next().size());
    }

    @Test
    void a_command_without_a_token_says_how_to_give_one() {
        ExportCommand export = new ExportCommand(System.out);
        export.setUrl(address.toString());
        CommandFailure failure = assertThrows(CommandFailure.class, export::export);
        assertTrue(failure.getMessage().endsWith("name that with --token-file"), failure::getMessage);
        assertEquals(1, failure.code());
    }

    @Test
    void any_call_of_the_contract_can_be_made() {
        Json set = Json.of(
                Map.of("set", "nightly", "tasks", List.of(work("in-a-set").json())));
        assertEquals(
                List.of(Json.of("in-a-set")),
                carillon.call("PUT", "/tasks", set).body().get("created").elements());
        assertEquals(200, carillon.call("GET", "/health", null).status());
    }
}
