package carillon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client makes of answers that a real node gives rarely. */
class CarillonTest {

    private static final Task TASK = Task.named("a").in(Duration.ZERO).handler("x");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private ScriptedNode node;
    private Carillon carillon;

    @BeforeEach
    void start() throws IOException {
        node = new ScriptedNode();
        carillon = node.client();
    }

    @AfterEach
    void stop() {
        carillon.close();
        node.close();
    }

    private List<String> lines() {
        return node.asked.stream().map(ScriptedNode.Asked::line).toList();
    }

    @Test
    void what_is_not_known_here_is_passed_over() {
        node.says(200, ScriptedNode.TASK);
        TaskInfo task = carillon.get("a");
        assertEquals(TaskState.OTHER, task.state());
        assertEquals(3, task.version());
        assertNull(task.nextFireAt());
        assertEquals("{\"deep\":[1]}", task.json().get("mood").toString());
    }

    @Test
    void a_create_is_sent_again_with_the_same_id_after_the_pause_that_the_node_asks_for() {
        node.refuses(429, "1").refuses(503, "7").says(201, ScriptedNode.TASK);
        carillon.create(Task.unnamed().in(Duration.ZERO).handler("x"));
        assertEquals(List.of(SECOND, Duration.ofSeconds(7)), node.pauses);
        assertEquals(3, node.asked.size());
        assertEquals(1, node.asked.stream().distinct().count());
        assertTrue(node.asked.get(0).body().startsWith("{\"id\":\""), () -> node.asked.toString());
    }

    static Stream<Consumer<Carillon>> changesThatAreNotTheSameTwice() {
        return Stream.of(
                node -> node.fire("a"),
                node -> node.revive("a", Instant.EPOCH),
                node -> node.purge("a"),
                node -> node.replace(TASK, 3),
                node -> node.queues().drop("q"),
                node -> node.call("POST", "/tasks/a/fire", null));
    }

    @ParameterizedTest
    @MethodSource("changesThatAreNotTheSameTwice")
    void what_is_not_the_same_twice_is_sent_again_only_where_it_was_not_done(Consumer<Carillon> change) {
        node.refuses(429, "1").refuses(503, "1");
        CarillonException refused = assertThrows(CarillonException.class, () -> change.accept(carillon));
        assertEquals(503, refused.status());
        assertEquals(SECOND, refused.problem().retryAfter());
        assertEquals(2, node.asked.size());
        node.breaksOff();
        assertThrows(UncheckedIOException.class, () -> change.accept(carillon));
        assertEquals(3, node.asked.size());
    }

    static Stream<Consumer<Carillon>> changesThatAreTheSameTwice() {
        return Stream.of(
                node -> node.create(TASK),
                node -> node.replace(TASK),
                node -> node.cancel("a"),
                node -> node.pause("a"),
                node -> node.resume("a"));
    }

    @ParameterizedTest
    @MethodSource("changesThatAreTheSameTwice")
    void what_is_the_same_twice_is_sent_again_over_a_broken_connection(Consumer<Carillon> change) {
        node.breaksOff().refuses(503, "1").says(200, ScriptedNode.TASK);
        change.accept(carillon);
        assertEquals(3, node.asked.size());
        assertEquals(1, node.asked.stream().distinct().count());
    }

    @Test
    void a_node_that_is_not_there_yet_is_waited_for() throws IOException {
        URI address;
        try (ScriptedNode gone = new ScriptedNode()) {
            address = gone.address();
        }
        ScriptedNode[] late = new ScriptedNode[1];
        try (Carillon early = Carillon.at(address).time(node).build()) {
            node.atPause(
                    () -> late[0] = late[0] == null ? ScriptedNode.at(address).says(202, ScriptedNode.TASK) : late[0]);
            assertEquals("a", early.fire("a").id());
        } finally {
            late[0].close();
        }
    }

    @Test
    void patience_ends_with_what_the_node_said_last() {
        for (int i = 0; i < 4; i++) {
            node.refuses(503, "10");
        }
        CarillonException refused = assertThrows(CarillonException.class, () -> carillon.get("a"));
        assertEquals("503 No: not now", refused.getMessage());
        assertEquals(List.of(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10)), node.pauses);
    }

    @Test
    void pauses_grow_where_the_node_asks_for_none() {
        for (int i = 0; i < 100; i++) {
            node.refuses(429, "");
        }
        assertThrows(CarillonException.class, () -> carillon.get("a"));
        assertTrue(node.pauses.get(0).compareTo(Duration.ofMillis(100)) < 0, () -> node.pauses.toString());
        assertTrue(node.pauses.get(5).compareTo(SECOND) >= 0, () -> node.pauses.toString());
        Duration sum = node.pauses.stream().reduce(Duration.ZERO, Duration::plus);
        assertTrue(sum.compareTo(Duration.ofSeconds(30)) <= 0, sum::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 409, 412, 500})
    void other_refusals_are_told_at_once(int status) {
        node.refuses(status, "1");
        assertEquals(
                status,
                assertThrows(CarillonException.class, () -> carillon.get("a")).status());
        assertEquals(1, node.asked.size());
    }

    @Test
    void a_refusal_tells_every_fault_with_its_place() {
        node.says(
                400,
                "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"two\",\"errors\":["
                        + "{\"pointer\":\"/cron\",\"detail\":\"minute 99\"},"
                        + "{\"pointer\":\"\",\"detail\":\"no action\"}]}");
        Problem problem = assertThrows(CarillonException.class, () -> carillon.create(TASK))
                .problem();
        assertEquals(List.of(new Fault("/cron", "minute 99"), new Fault("", "no action")), problem.errors());
        assertEquals("400 Bad Request: two; /cron minute 99; no action", problem.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404})
    void what_is_no_node_is_called_so(int status) {
        node.says(status, "<html>");
        CarillonException refused = assertThrows(CarillonException.class, () -> carillon.get("a"));
        assertTrue(refused.getMessage().contains(" is no node of Carillon"), refused::getMessage);
    }

    @Test
    void an_interrupt_ends_the_waiting_and_stays() {
        Thread.currentThread().interrupt();
        assertThrows(UncheckedIOException.class, () -> carillon.get("a"));
        assertTrue(Thread.interrupted());
    }

    @Test
    void a_list_is_read_no_further_than_it_is_looked_at() {
        node.says(200, "{\"tasks\":[" + ScriptedNode.TASK + "],\"cursor\":\"x y\"}");
        assertEquals("a", carillon.list(Filter.any()).iterator().next().id());
        assertEquals(List.of("GET /tasks?limit=500"), lines());
        node.says(200, "{\"tasks\":[],\"cursor\":\"x y\"}")
                .says(200, "{\"tasks\":[" + ScriptedNode.TASK + "],\"cursor\":null}");
        assertEquals(1, carillon.list(Filter.any()).stream().count());
        assertEquals("GET /tasks?limit=500&cursor=x%20y", lines().get(2));
    }

    @Test
    void a_change_of_many_goes_on_where_it_broke_off_and_sums_up() {
        node.says(
                        200,
                        progress(500, "c1") + progress(900, "c2")
                                + "{\"changed\":901,\"unchanged\":0,\"failed\":0,"
                                + "\"finished\":false,\"status\":503,\"detail\":\"d\"}\n")
                .refuses(503, "1")
                .says(200, progress(50, "c3"))
                .says(200, progress(7, null) + "{\"changed\":7,\"unchanged\":0,\"failed\":0,\"finished\":true}\n");
        List<Long> heard = new ArrayList<>();
        Progress end = carillon.all(Filter.any().queue("q"))
                .onProgress(progress -> heard.add(progress.changed()))
                .pause();
        assertEquals(957, end.changed());
        assertEquals(3, end.failures().size());
        assertEquals(List.of(500L, 900L, 950L, 957L), heard);
        assertEquals(
                List.of(
                        "POST /tasks/pause?queue=q",
                        "POST /tasks/pause?queue=q&cursor=c2",
                        "POST /tasks/pause?queue=q&cursor=c2",
                        "POST /tasks/pause?queue=q&cursor=c3"),
                lines());
    }

    @Test
    void a_change_of_many_that_gets_nowhere_is_given_up() {
        node.says(
                200,
                "{\"changed\":0,\"unchanged\":0,\"failed\":0,\"finished\":false,\"status\":403,\"detail\":\"d\"}\n");
        assertEquals(
                403,
                assertThrows(CarillonException.class, () -> carillon.all(Filter.any())
                                .cancel())
                        .status());
        assertEquals(List.of("POST /tasks/cancel?all=true"), lines());
    }

    private static String progress(int changed, String cursor) {
        return "{\"changed\":" + changed + ",\"unchanged\":0,\"failed\":0,\"cursor\":" + Json.of(cursor)
                + (changed == 500 ? "" : ",\"failures\":[{\"id\":\"x\",\"status\":409,\"detail\":\"d\"}]") + "}\n";
    }

    @Test
    void of_many_tasks_only_those_turned_away_are_sent_again() {
        node.breaksOff()
                .says(
                        200,
                        "{\"status\":201,\"id\":\"a\"}\n"
                                + "{\"status\":503,\"error\":{\"title\":\"No\",\"detail\":\"away\"}}\n"
                                + "{\"status\":400,\"error\":{\"title\":\"Bad\",\"detail\":\"wrong\"}}\n")
                .says(200, "{\"status\":201,\"id\":\"b\"}\n");
        List<Creation> creations = new ArrayList<>();
        carillon.createAll(
                Stream.of("a", "b", "c").map(id -> Task.named(id).payload(Json.parse("[\n]"))), creations::add);
        assertEquals(
                List.of(201, 201, 400), creations.stream().map(Creation::status).toList());
        assertEquals(
                List.of("a", "b", "c"),
                creations.stream().map(one -> one.task().id()).toList());
        assertEquals("{\"id\":\"b\",\"payload\":[ ]}\n", node.asked.get(2).body());
        assertEquals(3, node.asked.get(1).body().lines().count());
    }

    @Test
    void any_number_of_tasks_goes_in_requests_of_a_bounded_size_and_is_taken_no_further_ahead() {
        String made = "{\"status\":201,\"id\":\"a\"}\n";
        node.says(200, made.repeat(4_000)).says(200, made.repeat(2)).says(200, made);
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        Json large = Json.of("x".repeat(1 << 19));
        Stream<Task> tasks = IntStream.range(0, 4_003).mapToObj(i -> {
            taken.incrementAndGet();
            assertTrue(i - answered.get() <= 4_000, () -> i + " taken, " + answered + " answered");
            return i < 4_000 ? Task.named("a") : Task.named("a").payload(large);
        });
        carillon.createAll(tasks, creation -> answered.incrementAndGet());
        assertEquals(4_003, answered.get());
        assertEquals(
                List.of(4_000L, 2L, 1L),
                node.asked.stream().map(asked -> asked.body().lines().count()).toList());
    }

    @Test
    void a_set_and_a_secret_are_read_as_the_contract_shows_them() {
        node.says(
                        200,
                        "{\"created\":[\"a\"],\"updated\":[{\"id\":\"b\",\"members\":[\"every\"]}],"
                                + "\"removed\":[],\"unchanged\":[\"c\"]}")
                .says(
                        201,
                        "{\"secrets\":[{\"id\":2,\"secret\":\"whsec_x\",\"createdAt\":\"2030-01-01T00:00:00.000Z\"}]}")
                .says(204, "");
        assertEquals(
                new SetChanges(
                        List.of("a"), List.of(new SetChanges.Update("b", List.of("every"))), List.of(), List.of("c")),
                carillon.sets().foresee("s", List.of(Task.named("a"))));
        assertEquals("whsec_x", carillon.secrets().rotate().get(0).secret());
        carillon.secrets().retire(2);
        assertEquals(
                List.of("PUT /tasks?dryRun=true", "POST /secrets/webhook/rotate", "DELETE /secrets/webhook/2"),
                node.asked.stream().map(ScriptedNode.Asked::line).toList());
        assertEquals(
                "{\"set\":\"s\",\"tasks\":[{\"id\":\"a\"}]}", node.asked.get(0).body());
    }

    @Test
    void an_address_without_a_host_is_refused_with_an_example() {
        String message = assertThrows(IllegalArgumentException.class, () -> Carillon.at(URI.create("localhost:8080")))
                .getMessage();
        assertTrue(message.endsWith("such as http://localhost:8080"), message);
    }
}
