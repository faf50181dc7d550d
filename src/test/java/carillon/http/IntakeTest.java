package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.bus.Bus;
import carillon.message.Creation;
import carillon.message.NewTask;
import carillon.message.Protocols;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Trigger;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void the_tasks_of_one_turn_go_in_one_message_and_each_gets_its_own_answer() {
        assertEquals(List.of(3), batchesOf(3));
    }

    @Test
    void a_message_has_a_bounded_number_of_tasks() {
        int max = HttpLimits.CREATE_BATCH_TASKS_MAX;
        assertEquals(List.of(max, max, 1), batchesOf(2 * max + 1));
    }

    private List<Integer> batchesOf(int count) {
        Bus.install(vertx, Protocols.codec());
        FakeBackend backend = new FakeBackend(vertx);
        Context context = vertx.getOrCreateContext();
        Intake intake = new Intake(new Bus(vertx), context);
        Promise<List<String>> ids = Promise.promise();
        context.runOnContext(turn -> createAll(intake, count).onComplete(ids));
        assertEquals(
                IntStream.range(0, count).mapToObj(i -> "t" + i).toList(),
                ids.future().toCompletionStage().toCompletableFuture().join());
        return backend.batches;
    }

    private static Future<List<String>> createAll(Intake intake, int count) {
        Definition definition = Definition.of(new Trigger.Delay(0), new Action.Handler("a"));
        List<Future<Creation>> answers = IntStream.range(0, count)
                .mapToObj(i -> intake.create(new NewTask("t" + i, true, definition)))
                .toList();
        return Future.all(answers).map(all -> answers.stream()
                .map(each -> String.valueOf(
                        each.result().task() == null
                                ? null
                                : each.result().task().id()))
                .toList());
    }
}
