package carillon;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;

/**
 * A whole node on an empty folder and a free port that starts, takes a task, stops and ends its process with 0. The
 * build runs it once, so that the first start finds the JVM's archive of the classes that a node loads.
 */
public final class Rehearsal extends VerticleBase {

    private static final String TASK = """
            {"id": "rehearsal", "every": "PT1H", "start": "2100-01-01T00:00:00Z", "action": "none"}""";

    @Override
    public Future<?> start() {
        return vertx.fileSystem()
                .createTempDirectory("carillon-rehearsal")
                .compose(folder ->
                        play(folder).eventually(() -> vertx.fileSystem().deleteRecursive(folder)))
                .onSuccess(played -> Launcher.exit(Launcher.OK, "The rehearsal went well."));
    }

    private Future<?> play(String folder) {
        return freePort().compose(port -> play(folder, port));
    }

    private Future<?> play(String folder, int port) {
        // Nothing of the environment: it may name a database that is in use.
        JsonObject config = new JsonObject().put("data", folder).put("port", port);
        return vertx.deployVerticle(new Main(), new DeploymentOptions().setConfig(config))
                .compose(started -> askForATask(port))
                .compose(asked -> Drain.request(vertx));
    }

    private Future<?> askForATask(int port) {
        HttpClient client = vertx.createHttpClient();
        return send(client, port, HttpMethod.GET, "/health/ready", "")
                .compose(ready -> send(client, port, HttpMethod.POST, "/tasks", TASK))
                .eventually(client::close);
    }

    private static Future<?> send(HttpClient client, int port, HttpMethod method, String path, String body) {
        return client.request(method, port, "localhost", path)
                .compose(request ->
                        request.putHeader("Content-Type", "application/json").send(body))
                .compose(HttpClientResponse::body);
    }

    private Future<Integer> freePort() {
        NetServer probe = vertx.createNetServer().connectHandler(nobody -> {});
        return probe.listen(0, "localhost")
                .compose(listening -> listening.close().map(closed -> listening.actualPort()));
    }
}
