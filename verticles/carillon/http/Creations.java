package carillon.http;

import carillon.json.Decoded;
import carillon.message.Creation;
import carillon.message.NewTask;
import carillon.message.TaskView;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.function.Supplier;

/** {@code POST /tasks}. */
final class Creations {

    private final Intake intake;
    private final Supplier<String> freshId;
    private final Counter accepted;

    Creations(Intake intake, Supplier<String> freshId, Counter accepted) {
        this.intake = intake;
        this.freshId = freshId;
        this.accepted = accepted;
    }

    Future<Answer> create(RoutingContext request) {
        return create(Bodies.task(request))
                .map(creation -> creation.status() == Creation.Status.CREATED
                        ? Answer.created(taskOf(creation))
                        : Answer.task(200, taskOf(creation)));
    }

    /** Has a task stored; what comes is CREATED or SAME, and the rest fails with a refusal. */
    Future<Creation> create(Decoded.Task decoded) {
        KeptSecrets.requireNone(decoded.definition());
        String chosen = decoded.id();
        String id = chosen == null ? freshId.get() : chosen;
        return intake.create(new NewTask(id, chosen != null, decoded.definition()))
                .onSuccess(this::count)
                .map(creation -> switch (creation.status()) {
                    case CREATED, SAME -> creation;
                    case CONFLICT ->
                        throw Refusal.of(409, "the task " + id + " exists with another body; use PUT to replace it");
                    case REJECTED -> throw Refusal.of(400, "the database cannot store this task, and never will");
                });
    }

    private void count(Creation creation) {
        if (creation.status() == Creation.Status.CREATED) {
            accepted.increment();
        }
    }

    static TaskView taskOf(Creation creation) {
        return Objects.requireNonNull(creation.task(), "a task that was stored comes with the answer");
    }
}
