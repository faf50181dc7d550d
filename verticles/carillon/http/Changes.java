package carillon.http;

import carillon.bus.Bus;
import carillon.config.Role;
import carillon.json.Decoded;
import carillon.json.Violation;
import carillon.message.Changed;
import carillon.message.NewTask;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Find;
import carillon.message.TaskChange;
import carillon.message.TaskView;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;

/**
 * {@code PUT} and {@code DELETE /tasks/{id}}, and {@code POST /tasks/{id}/fire}, {@code /pause} and {@code /resume}.
 */
final class Changes {

    /** A parameter of DELETE that takes the role of an administrator. */
    static final String PURGE = "purge";

    private static final String DRY_RUN = "dryRun";

    private final Bus bus;
    private final Owners owners;
    private final KeptSecrets kept;
    private final Counter accepted;

    Changes(Bus bus, Owners owners, KeptSecrets kept, Counter accepted) {
        this.bus = bus;
        this.owners = owners;
        this.kept = kept;
        this.accepted = accepted;
    }

    /** Creates or replaces, or with {@code dryRun=true} tells what that would do. */
    Future<Answer> put(RoutingContext request) {
        String id = TaskPath.id(request);
        Query query = Query.of(request);
        query.requireOnly(DRY_RUN);
        boolean isDryRun = query.flag(DRY_RUN);
        Integer version = EntityTag.version(request.request().getHeader("If-Match"));
        Decoded.Task decoded = Bodies.task(request);
        if (!id.equals(Objects.requireNonNullElse(decoded.id(), id))) {
            Violation other = new Violation("/id", "is not the id of the path; leave it out, or make them equal");
            throw Refusal.invalid("the task is not valid; errors says where and why", List.of(other));
        }
        return kept.fill(new TaskChange.Put(new NewTask(id, true, decoded.definition()), version))
                .compose(put -> isDryRun ? foresee(put) : apply(put));
    }

    private Future<Answer> foresee(TaskChange.Put put) {
        return bus.request(StoreMessage.ADDRESS, new Find(put.id()), HttpLimits.STORE_ANSWER_MILLIS)
                .map(found -> Answer.json(200, Foresight.of(put, found.task()).json()));
    }

    private Future<Answer> apply(TaskChange.Put put) {
        String id = put.id();
        String lookFirst = "read the task, and send this again if the version is still " + put.ifVersion();
        return asked(put, lookFirst).map(changed -> switch (changed.status()) {
            case CREATED -> {
                accepted.increment();
                yield Answer.created(taskOf(changed));
            }
            case CHANGED, PARTLY, SAME, RUNNING -> Answer.task(200, taskOf(changed));
            case STALE_VERSION ->
                throw Refusal.of(412, "the task has another version by now, or is not there; read it again");
            case UNKNOWN ->
                throw put.ifVersion() == null
                        ? Refusal.unknownTask(id)
                        : Refusal.of(412, "If-Match names a version, and there is no task " + id);
            case ELSEWHERE -> throw Refusal.of(409, Foresight.stays(taskOf(changed)));
            case NOT_NOW, NOT_OWNER -> throw Conflicts.of(put, changed);
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
        TaskChange.Cancel cancel = new TaskChange.Cancel(id);
        return owners.apply(cancel).map(changed -> switch (changed.status()) {
            case CREATED, CHANGED, PARTLY, SAME -> Answer.noContent();
            case RUNNING -> Answer.task(200, taskOf(changed));
            case UNKNOWN -> throw Refusal.unknownTask(id);
            case STALE_VERSION, NOT_NOW, ELSEWHERE, NOT_OWNER -> throw Conflicts.of(cancel, changed);
        });
    }

    /** Whatever was under way leaves no trace either. */
    private Future<Answer> purge(String id) {
        TaskChange.Purge purge = new TaskChange.Purge(id);
        String lookFirst = "read the task, and purge it again if it is still there";
        return asked(purge, lookFirst).map(changed -> switch (changed.status()) {
            case CREATED, CHANGED, PARTLY, SAME, RUNNING -> Answer.noContent();
            case UNKNOWN -> throw Refusal.unknownTask(id);
            case STALE_VERSION, NOT_NOW, ELSEWHERE, NOT_OWNER -> throw Conflicts.of(purge, changed);
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
        String lookFirst = "look into /tasks/" + change.id() + "/runs before you ask again";
        return asked(change, lookFirst).map(changed -> switch (changed.status()) {
            case CREATED, CHANGED, PARTLY, SAME, RUNNING -> Answer.task(202, taskOf(changed));
            case UNKNOWN -> throw Refusal.unknownTask(change.id());
            case STALE_VERSION, NOT_NOW, ELSEWHERE, NOT_OWNER -> throw Conflicts.of(change, changed);
        });
    }

    /** @param lookFirst before it is asked for again, if that would be another thing and it may have been done */
    private Future<Changed> asked(TaskChange change, String lookFirst) {
        return owners.apply(change)
                .recover(failure ->
                        Future.failedFuture(change.isRepeatable() ? failure : Failures.inDoubt(failure, lookFirst)));
    }

    private static TaskView taskOf(Changed changed) {
        return Objects.requireNonNull(changed.task(), "a task that is there comes with the answer");
    }
}
