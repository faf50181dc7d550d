package carillon.http;

import carillon.bus.Bus;
import carillon.message.Creation;
import carillon.message.NewTask;
import carillon.message.StoreMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends new tasks to the store: all that are decoded in one turn of the event loop go in one message.
 *
 * <p>For use on the event loop of {@code context} only.
 */
final class Intake {

    private final Bus bus;
    private final Context context;
    private List<Waiting> waiting = new ArrayList<>();
    private long waitingBytes;

    /** A task whose sender has not been answered. */
    private record Waiting(NewTask task, Promise<Creation> answer) {}

    Intake(Bus bus, Context context) {
        this.bus = bus;
        this.context = context;
    }

    /** What became of the task, after its commit. */
    Future<Creation> create(NewTask task) {
        if (waiting.isEmpty()) {
            context.runOnContext(turnOver -> flush());
        }
        Promise<Creation> answer = Promise.promise();
        waiting.add(new Waiting(task, answer));
        waitingBytes += task.definition().payload().length();
        if (waiting.size() >= HttpLimits.CREATE_BATCH_TASKS_MAX || waitingBytes >= HttpLimits.CREATE_BATCH_BYTES_MAX) {
            flush();
        }
        return answer.future();
    }

    private void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Waiting> batch = waiting;
        waiting = new ArrayList<>();
        waitingBytes = 0;
        List<NewTask> tasks = batch.stream().map(Waiting::task).toList();
        bus.request(StoreMessage.ADDRESS, new StoreMessage.Create(tasks), HttpLimits.STORE_ANSWER_MILLIS)
                .onComplete(
                        created -> answer(batch, created.results()),
                        failure -> batch.forEach(each -> each.answer.fail(failure)));
    }

    private static void answer(List<Waiting> batch, List<Creation> results) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer.complete(results.get(i));
        }
    }
}
