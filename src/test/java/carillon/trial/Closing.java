package carillon.trial;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The end of a run: recurring tasks are cancelled, and everything is waited for. */
public final class Closing {

    private static final int AT_ONCE = 64;
    /** Between two rounds of questions, which the nodes answer beside what they are waited for. */
    private static final long PAUSE_MILLIS = 200;

    private final Api api;
    private final Node node;
    private final Map<String, Recorded> recorded = new ConcurrentHashMap<>();
    private final Set<String> uncancelled = new HashSet<>();
    private final Set<String> unsettled;

    private Closing(Api api, Node node, Map<String, Accepted> accepted) {
        this.api = api;
        this.node = node;
        unsettled = ConcurrentHashMap.newKeySet();
        unsettled.addAll(accepted.keySet());
        accepted.values().stream().filter(Accepted::recurring).map(Accepted::id).forEach(uncancelled::add);
    }

    /** What a node tells of each accepted task when it is settled, or else when the limit is over. */
    public static Map<String, Recorded> settle(Api api, Node node, Map<String, Accepted> accepted, Duration limit) {
        Closing closing = new Closing(api, node, accepted);
        // What is not settled by then is a finding of the audit.
        Waiting.until(closing::step, limit);
        return Map.copyOf(closing.recorded);
    }

    private boolean step() {
        List.copyOf(uncancelled).forEach(this::cancel);
        List<String> open = List.copyOf(unsettled);
        for (int from = 0; from < open.size(); from += AT_ONCE) {
            List<String> some = open.subList(from, Math.min(open.size(), from + AT_ONCE));
            Waiting.get(Future.all(some.stream()
                    .map(id -> api.recorded(node, id).onSuccess(told -> note(id, told)))
                    .toList()));
        }
        boolean settled = uncancelled.isEmpty() && unsettled.isEmpty();
        if (!settled) {
            Waiting.pause(PAUSE_MILLIS);
        }
        return settled;
    }

    private void cancel(String id) {
        int status = Waiting.get(api.send(node, HttpMethod.DELETE, "/tasks/" + id, Buffer.buffer())
                .map(Api.Reply::status)
                .otherwise(503));
        if (status == 200 || status == 204) {
            uncancelled.remove(id);
        }
    }

    private void note(String id, @Nullable Recorded told) {
        if (told != null) {
            recorded.put(id, told);
            if (told.isSettled()) {
                unsettled.remove(id);
            }
        }
    }
}
