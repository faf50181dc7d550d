package carillon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.Bus;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.config.NodeConfig;
import carillon.delivery.DeliveryVerticle;
import carillon.e2e.LocalNode;
import carillon.e2e.Waiting;
import carillon.handler.Handlers;
import carillon.handler.Run;
import carillon.message.NewTask;
import carillon.message.Protocols;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Create;
import carillon.message.StoreMessage.ListRuns;
import carillon.postgres.TestPostgres;
import carillon.store.StoreVerticle;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.RetryPolicy;
import carillon.task.Trigger;
import carillon.timer.TimerVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One of two deliveries stops in order while the other has much to do, and no task may be attempted twice. */
class LeavingDeliveryTest {

    private static final int TASKS = 3_000;
    private static final int BATCH = 500;
    /** One more falls due each millisecond. */
    private static final long FIRST_MILLIS = 1_000;

    private static final long CALL_MILLIS = 50;
    private static final long ANSWER_MILLIS_MAX = 30_000;

    private final List<Vertx> processes = new ArrayList<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final JsonObject config = new JsonObject().put("database.url", TestPostgres.freshDatabase());

    @AfterEach
    void stop() {
        for (Vertx process : processes.reversed()) {
            LocalNode.await(process.close());
        }
    }

    @Test
    void a_delivery_that_stops_in_order_costs_no_task_its_only_attempt() {
        Vertx vertx = Vertx.vertx();
        processes.add(vertx);
        Bus.install(vertx, Protocols.codec());
        begin(vertx);
        String leaving = deploy(vertx, new DeliveryVerticle());
        deploy(vertx, new DeliveryVerticle());
        assertAllSucceedAtOnceAlthough(() -> vertx.undeploy(leaving));
    }

    @Test
    void nor_does_one_in_a_process_of_its_own() {
        Vertx owner = join(5_941);
        begin(owner);
        Vertx leaving = join(5_942);
        deploy(leaving, new DeliveryVerticle());
        deploy(join(5_943), new DeliveryVerticle());
        assertAllSucceedAtOnceAlthough(leaving::close);
    }

    private void begin(Vertx vertx) {
        deploy(vertx, new StoreVerticle());
        deploy(vertx, new TimerVerticle());
        LocalNode.await(Handlers.register(vertx, "work", this::call));
    }

    private void assertAllSucceedAtOnceAlthough(Supplier<Future<Void>> stop) {
        for (int from = 0; from < TASKS; from += BATCH) {
            ask(new Create(IntStream.range(from, from + BATCH)
                    .mapToObj(LeavingDeliveryTest::task)
                    .toList()));
        }
        Waiting.until(calls::toString, () -> calls.size() > TASKS / 10);

        LocalNode.await(stop.get());

        assertTrue(calls.size() < TASKS, "it stopped when there was nothing left to do");
        Waiting.until(() -> calls.size() + " were called", () -> calls.size() == TASKS);
        IntStream.range(0, TASKS).forEach(number -> assertSucceeded("task-" + number));
        assertEquals(TASKS, calls.values().stream().mapToInt(each -> each).sum(), "calls");
    }

    private <R extends Message> R ask(Request<R> question) {
        return LocalNode.await(
                new Bus(processes.getFirst()).request(StoreMessage.ADDRESS, question, ANSWER_MILLIS_MAX));
    }

    private Vertx join(int port) {
        JsonObject given = new JsonObject()
                .put("cluster.port", port)
                .put("cluster.members", List.of("127.0.0.1:5941", "127.0.0.1:5942", "127.0.0.1:5943"));
        NodeConfig.Cluster cluster = NodeConfig.read(given, Map.of()).cluster();
        Vertx process = LocalNode.await(Vertx.builder()
                .withClusterManager(new HazelcastClusterManager(Membership.of(cluster, new Departures())))
                .buildClustered());
        Bus.install(process, Protocols.codec());
        processes.add(process);
        return process;
    }

    private void assertSucceeded(String id) {
        Waiting.until(() -> id, () -> outcome(id) != null);
        assertEquals(Outcome.SUCCEEDED, outcome(id), id);
    }

    private @Nullable Outcome outcome(String id) {
        return ask(new ListRuns(id, null, 1)).runs().getFirst().outcome();
    }

    private Future<Void> call(Run run) {
        calls.merge(run.taskId(), 1, Integer::sum);
        return processes.getFirst().timer(CALL_MILLIS, TimeUnit.MILLISECONDS).mapEmpty();
    }

    private String deploy(Vertx vertx, VerticleBase verticle) {
        return LocalNode.await(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config)));
    }

    private static NewTask task(int number) {
        Definition once = Definition.of(new Trigger.Delay(FIRST_MILLIS + number), new Action.Handler("work"));
        return new NewTask("task-" + number, true, once.withRetry(new RetryPolicy(1, 1_000, 2, 1_000, 0)));
    }
}
