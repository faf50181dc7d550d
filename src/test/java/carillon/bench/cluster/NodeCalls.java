package carillon.bench.cluster;

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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client asks of nodes; every call has an end. */
final class NodeCalls {

    private static final int CONNECTIONS_MAX = 8;
    private static final int ANSWER_MILLIS_MAX = 2_000;
    private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{.*})? (\\S+)$", Pattern.MULTILINE);

    private final HttpClient client;

    NodeCalls(Vertx vertx) {
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions().setDefaultHost("127.0.0.1"))
                .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX))
                // A node that is killed breaks its connections; that is no news here.
                .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
                .build();
    }

    /** Who owns a shard under which term, and whether it says so itself. */
    record Owned(String node, long term, boolean atRest) {}

    /** Sends tasks, one a line, and tells the answers, one a line; fails unless the status is 200. */
    Future<String> create(int port, Buffer lines) {
        return send(port, HttpMethod.POST, "/tasks", lines);
    }

    Future<Boolean> isReady(int port) {
        return get(port, "/health/ready").map(body -> true).otherwise(false);
    }

    /** Who owns what, by shard; shards that nobody owns are left out. */
    Future<Map<Integer, Owned>> shards(int port) {
        return get(port, "/shards").map(body -> {
            Map<Integer, Owned> owners = new HashMap<>();
            JsonArray shards = new JsonObject(body).getJsonArray("shards");
            for (int i = 0; i < shards.size(); i++) {
                JsonObject shard = shards.getJsonObject(i);
                String owner = shard.getString("owner");
                if (owner != null) {
                    boolean atRest = shard.getBoolean("answered") && !shard.getBoolean("leaving");
                    owners.put(shard.getInteger("shard"), new Owned(owner, shard.getLong("term"), atRest));
                }
            }
            return owners;
        });
    }

    /** The sum of a counter over its labels, since the node's start. */
    Future<Long> counted(int port, String counter) {
        return get(port, "/metrics").map(body -> {
            double sum = 0;
            for (Matcher sample = SAMPLE.matcher(body); sample.find(); ) {
                sum += sample.group(1).equals(counter) ? Double.parseDouble(sample.group(2)) : 0;
            }
            return Math.round(sum);
        });
    }

    private Future<String> get(int port, String path) {
        return send(port, HttpMethod.GET, path, Buffer.buffer());
    }

    private Future<String> send(int port, HttpMethod method, String path, Buffer body) {
        RequestOptions request = new RequestOptions()
                .setPort(port)
                .setMethod(method)
                .setURI(path)
                .setTimeout(ANSWER_MILLIS_MAX)
                .putHeader("content-type", "application/x-ndjson");
        return client.request(request)
                .compose(open -> open.send(body))
                .compose(answer -> answer.body().map(content -> {
                    if (answer.statusCode() != 200) {
                        throw new IllegalStateException(path + " was answered by " + answer.statusCode());
                    }
                    return content.toString();
                }))
                // The client's own limit misses a node that dies between the head and the body of its answer.
                .timeout(2 * ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
    }
}
