package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.Bus;
import carillon.delivery.DeliveryVerticle;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final JsonObject config = new JsonObject().put("database.url", TestPostgres.freshDatabase());

    @AfterEach
    void stop() {
        LocalNode.await(vertx.close());
    }

    @Test
    void a_delivery_that_stops_in_order_costs_no_task_its_only_attempt() {
        Bus.install(vertx, Protocols.codec());
        deploy(new StoreVerticle());
        deploy(new TimerVerticle());
        LocalNode.await(Handlers.register(vertx, "work", this::call));
        String leaving = deploy(new DeliveryVerticle());
        deploy(new DeliveryVerticle());
        for (int from = 0; from < TASKS; from += BATCH) {
            Create batch = new Create(IntStream.range(from, from + BATCH)
                    .mapToObj(LeavingDeliveryTest::task)
                    .toList());
            LocalNode.await(bus.request(StoreMessage.ADDRESS, batch, ANSWER_MILLIS_MAX));
        }
        Waiting.until(calls::toString, () -> calls.size() > TASKS / 10);

        LocalNode.await(vertx.undeploy(leaving));

        assertTrue(calls.size() < TASKS, "it stopped when there was nothing left to do");
        Waiting.until(() -> calls.size() + " were called", () -> calls.size() == TASKS);
        IntStream.range(0, TASKS).forEach(number -> assertSucceeded("task-" + number));
        assertEquals(TASKS, calls.values().stream().mapToInt(each -> each).sum(), "calls");
    }

    private void assertSucceeded(String id) {
        Waiting.until(() -> id, () -> outcome(id) != null);
        assertEquals(Outcome.SUCCEEDED, outcome(id), id);
    }

    private @Nullable Outcome outcome(String id) {
        return LocalNode.await(bus.request(StoreMessage.ADDRESS, new ListRuns(id, null, 1), ANSWER_MILLIS_MAX))
                .runs()
                .getFirst()
                .outcome();
    }

    private Future<Void> call(Run run) {
        calls.merge(run.taskId(), 1, Integer::sum);
        return vertx.timer(CALL_MILLIS, TimeUnit.MILLISECONDS).mapEmpty();
    }

    private String deploy(VerticleBase verticle) {
        return LocalNode.await(vertx.deployVerticle(verticle, new DeploymentOptions().setConfig(config)));
    }

    private static NewTask task(int number) {
        Definition once = Definition.of(new Trigger.Delay(FIRST_MILLIS + number), new Action.Handler("work"));
        return new NewTask("task-" + number, true, once.withRetry(new RetryPolicy(1, 1_000, 2, 1_000, 0)));
    }
}
