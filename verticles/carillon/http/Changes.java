package carillon.http;

import carillon.config.Role;
import carillon.json.Decoded;
import carillon.json.Violation;
import carillon.message.Changed;
import carillon.message.KeptDefinition;
import carillon.message.NewTask;
import carillon.message.TaskChange;
import carillon.message.TaskView;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code PUT} and {@code DELETE /tasks/{id}}, and {@code POST /tasks/{id}/fire}, {@code /pause} and {@code /resume}.
 */
final class Changes {

    /** A parameter of DELETE that takes the role of an administrator. */
    static final String PURGE = "purge";

    private final Owners owners;
    private final KeptSecrets kept;
    private final Counter accepted;

    Changes(Owners owners, KeptSecrets kept, Counter accepted) {
        this.owners = owners;
        this.kept = kept;
        this.accepted = accepted;
    }

    Future<Answer> put(RoutingContext request) {
        String id = TaskPath.id(request);
        Integer version = EntityTag.version(request.request().getHeader("If-Match"));
        Decoded.Task decoded = Bodies.task(request);
        if (!id.equals(Objects.requireNonNullElse(decoded.id(), id))) {
            Violation other = new Violation("/id", "is not the id of the path; leave it out, or make them equal");
            throw Refusal.invalid("the task is not valid; errors says where and why", List.of(other));
        }
        return kept.fill(new TaskChange.Put(new NewTask(id, true, decoded.definition()), version))
                .compose(owners::apply)
                .map(changed -> switch (changed.status()) {
                    case CREATED -> {
                        accepted.increment();
                        yield Answer.created(taskOf(changed));
                    }
                    case CHANGED, SAME, RUNNING -> Answer.task(200, taskOf(changed));
                    case STALE_VERSION ->
                        throw Refusal.of(412, "the task has another version by now, or is not there; read it again");
                    case UNKNOWN ->
                        throw version == null
                                ? Refusal.unknownTask(id)
                                : Refusal.of(412, "If-Match names a version, and there is no task " + id);
                    case ELSEWHERE -> throw otherQueue(taskOf(changed));
                    case NOT_NOW, NOT_OWNER -> throw notNow(id);
                });
    }

    /** Cancels, or with {@code purge=true} forgets. */
    Future<Answer> delete(RoutingContext request) {
        String id = TaskPath.id(request);
        Query query = Query.of(request);
        query.requireOnly(PURGE);
        if (!query.flag(PURGE)) {
            return cancel(id);
        }
        Caller.require(request, Role.ADMIN);
        return purge(id);
    }

    /** Nothing is left to cancel: 204. An attempt was under way: 200 with the task, and no retry follows. */
    private Future<Answer> cancel(String id) {
        return owners.apply(new TaskChange.Cancel(id)).map(changed -> switch (changed.status()) {
            case CREATED, CHANGED, SAME -> Answer.noContent();
            case RUNNING -> Answer.task(200, taskOf(changed));
            case UNKNOWN -> throw Refusal.unknownTask(id);
            case STALE_VERSION, NOT_NOW, ELSEWHERE, NOT_OWNER -> throw notNow(id);
        });
    }

    /** Whatever was under way leaves no trace either. */
    private Future<Answer> purge(String id) {
        return owners.apply(new TaskChange.Purge(id)).map(changed -> switch (changed.status()) {
            case CREATED, CHANGED, SAME, RUNNING -> Answer.noContent();
            case UNKNOWN -> throw Refusal.unknownTask(id);
            case STALE_VERSION, NOT_NOW, ELSEWHERE, NOT_OWNER -> throw notNow(id);
        });
    }

    Future<Answer> fire(RoutingContext request) {
        Query query = Query.of(request);
        query.requireOnly("scheduledFor");
        return accept(new TaskChange.Fire(TaskPath.id(request), query.instant("scheduledFor")));
    }

    Future<Answer> pause(RoutingContext request) {
        Query.of(request).requireOnly();
        return accept(new TaskChange.Pause(TaskPath.id(request)));
    }

    Future<Answer> resume(RoutingContext request) {
        Query.of(request).requireOnly();
        return accept(new TaskChange.Resume(TaskPath.id(request)));
    }

    private Future<Answer> accept(TaskChange change) {
        return owners.apply(change).map(changed -> switch (changed.status()) {
            case CREATED, CHANGED, SAME, RUNNING -> Answer.task(202, taskOf(changed));
            case UNKNOWN -> throw Refusal.unknownTask(change.id());
            case NOT_NOW -> throw notNow(change, changed.task());
            case STALE_VERSION, ELSEWHERE, NOT_OWNER -> throw notNow(change.id());
        });
    }

    private static Refusal notNow(TaskChange change, @Nullable TaskView task) {
        if (task != null && task.kept() instanceof KeptDefinition.Unreadable unreadable) {
            return Refusal.of(409, "task " + task.id() + " cannot be read: " + unreadable.why() + "; PUT it anew");
        }
        return change instanceof TaskChange.Fire fire ? notFired(fire) : notNow(change.id());
    }

    private static Refusal notFired(TaskChange.Fire fire) {
        String runs = "GET /tasks/" + fire.id() + "/runs";
        return Refusal.of(
                409,
                fire.scheduledFor() == null
                        ? "task " + fire.id()
                                + " is over, or an attempt of it is under way; an occurrence that is dead is revived by"
                                + " its scheduledFor, as "
                                + runs + " shows it"
                        : "task " + fire.id() + " is cancelled, or has no dead occurrence of this instant; " + runs
                                + " shows each scheduledFor to the millisecond");
    }

    private static Refusal notNow(String id) {
        return Refusal.of(409, "the state of task " + id + ", or of the occurrence, does not allow this now; read it");
    }

    private static Refusal otherQueue(TaskView task) {
        String queue = task.kept().queueName();
        return Refusal.of(
                409,
                "task " + task.id() + " is " + (queue == null ? "in no queue" : "in the queue " + queue)
                        + ", and a pending task stays where it is; cancel it, then PUT it again");
    }

    private static TaskView taskOf(Changed changed) {
        return Objects.requireNonNull(changed.task(), "a task that is there comes with the answer");
    }
}
