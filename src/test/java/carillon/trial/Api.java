package carillon.trial;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The API of a node, over HTTP/1.1. Every request ends within a limit. */
public final class Api {

    private static final int CONNECTIONS_MAX = 64;
    private static final int ANSWER_MILLIS_MAX = 5_000;
    private static final int PAGE_MAX = 1_000;

    private final HttpClient client;

    /** An answer. */
    public record Reply(int status, Buffer body) {}

    public Api(Vertx vertx) {
        client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1"),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
    }

    public Future<Reply> send(Node node, HttpMethod method, String path, Buffer body) {
        RequestOptions request = new RequestOptions()
                .setPort(node.port())
                .setMethod(method)
                .setURI(path)
                .setTimeout(ANSWER_MILLIS_MAX)
                .putHeader("content-type", "application/json");
        return client.request(request)
                .compose(open -> open.send(body))
                .compose(answer -> answer.body().map(content -> new Reply(answer.statusCode(), content)))
                // The client's own limit misses a node that dies between the head and the body of its answer.
                .timeout(2 * ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
    }

    public Future<Reply> get(Node node, String path) {
        return send(node, HttpMethod.GET, path, Buffer.buffer());
    }

    /** Whether the node takes work. */
    public Future<Boolean> isReady(Node node) {
        return get(node, "/health/ready").map(reply -> reply.status == 200).otherwise(false);
    }

    /** What is recorded of a task; null where the node did not tell. */
    public Future<@Nullable Recorded> recorded(Node node, String id) {
        Future<@Nullable Recorded> told = get(node, "/tasks/" + id).compose(reply -> switch (reply.status) {
            case 200 -> {
                String state = reply.body.toJsonObject().getString("state");
                yield runs(node, id, "", new ArrayList<>()).map(runs -> new Recorded(state, runs));
            }
            case 404 -> Future.succeededFuture(new Recorded(Recorded.UNKNOWN, List.of()));
            default -> Future.succeededFuture();
        });
        return told.otherwiseEmpty();
    }

    private Future<List<Recorded.Run>> runs(Node node, String id, String cursor, List<Recorded.Run> before) {
        return get(node, "/tasks/" + id + "/runs?limit=" + PAGE_MAX + cursor).compose(reply -> {
            if (reply.status != 200) {
                return Future.failedFuture("the history of " + id + " was answered by " + reply.status);
            }
            JsonObject page = reply.body.toJsonObject();
            JsonArray runs = page.getJsonArray("runs");
            for (int i = 0; i < runs.size(); i++) {
                if (runs.getJsonObject(i).getString("outcome") != null) {
                    before.add(Recorded.Run.of(runs.getJsonObject(i)));
                }
            }
            String next = page.getString("cursor");
            return next == null ? Future.succeededFuture(before) : runs(node, id, "&cursor=" + next, before);
        });
    }
}
