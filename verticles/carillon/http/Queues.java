package carillon.http;

import carillon.bus.Bus;
import carillon.json.QueueForm;
import carillon.json.TaskDecoder;
import carillon.message.QueueChange;
import carillon.message.QueuePage;
import carillon.message.QueueView;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.FindQueue;
import carillon.message.StoreMessage.ListQueues;
import carillon.task.QueueSettings;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /queues}, {@code GET}, {@code PUT} and {@code DELETE /queues/{name}}, and {@code POST
 * /queues/{name}/pause} and {@code /resume}.
 */
final class Queues {

    private static final int PAGE_MAX = 100;

    private final Bus bus;
    private final Owners owners;

    Queues(Bus bus, Owners owners) {
        this.bus = bus;
        this.owners = owners;
    }

    Future<Answer> list(RoutingContext request) {
        Query query = Query.of(request);
        query.requireOnly("limit", "cursor");
        int limit = Math.min(query.limit(), PAGE_MAX);
        String after = Objects.requireNonNullElse(query.cursor(), "");
        return bus.request(StoreMessage.ADDRESS, new ListQueues(after, limit), HttpLimits.STORE_ANSWER_MILLIS)
                .map(page -> Answer.json(200, QueueForm.queues(page.queues(), cursor(page, limit))));
    }

    private static @Nullable String cursor(QueuePage page, int limit) {
        return page.queues().size() < limit ? null : page.queues().getLast().name();
    }

    Future<Answer> read(RoutingContext request) {
        String name = name(request);
        Query.of(request).requireOnly();
        return find(name).map(found -> {
            if (found.isEmpty()) {
                throw Refusal.of(404, "nobody set the queue " + name + ", and no task in it is pending");
            }
            return Answer.json(200, QueueForm.queue(found.getFirst()));
        });
    }

    Future<Answer> set(RoutingContext request) {
        String name = name(request);
        Query.of(request).requireOnly();
        return change(200, new QueueChange.Set(name, settings(request)));
    }

    Future<Answer> pause(RoutingContext request) {
        String name = name(request);
        Query.of(request).requireOnly();
        return change(202, new QueueChange.Hold(name));
    }

    Future<Answer> resume(RoutingContext request) {
        String name = name(request);
        Query.of(request).requireOnly();
        return change(202, new QueueChange.Release(name));
    }

    Future<Answer> drop(RoutingContext request) {
        String name = name(request);
        Query.of(request).requireOnly();
        return owners.apply(new QueueChange.Drop(name)).map(done -> Answer.noContent());
    }

    /** The owner has obeyed when it answers; what is pending is read afterwards. */
    private Future<Answer> change(int status, QueueChange change) {
        return owners.apply(change).compose(state -> find(change.name()).map(found -> {
            QueueView there = found.isEmpty() ? null : found.getFirst();
            return Answer.json(
                    status,
                    QueueForm.queue(new QueueView(
                            state.name(),
                            state.settings(),
                            state.paused(),
                            there == null ? 0 : there.depth(),
                            there != null && there.more(),
                            there == null ? null : there.oldestDue(),
                            there == null ? 0 : there.latenessMillis())));
        }));
    }

    private Future<List<QueueView>> find(String name) {
        return bus.request(StoreMessage.ADDRESS, new FindQueue(name), HttpLimits.STORE_ANSWER_MILLIS)
                .map(QueuePage::queues);
    }

    private static QueueSettings settings(RoutingContext request) {
        var buffer = request.body().buffer();
        return switch (QueueForm.decode(buffer == null ? new byte[0] : buffer.getBytes())) {
            case QueueForm.Settings settings -> settings.settings();
            case QueueForm.Refused refused ->
                throw Refusal.invalid("the settings are not valid; errors says where and why", refused.violations());
        };
    }

    private static String name(RoutingContext request) {
        String name = request.pathParam("name");
        if (name == null || !TaskDecoder.isId(name)) {
            throw Refusal.of(404, "no queue has this name: a name is " + TaskDecoder.ID_RULE);
        }
        return name;
    }
}
