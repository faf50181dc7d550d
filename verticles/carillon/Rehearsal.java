package carillon;

import carillon.config.NodeConfig;
import carillon.timer.TimerVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A whole node on an empty folder and a free port that starts, takes a task, sends its webhook, hands shards over to a
 * second timer and takes them back, stops and ends its process with 0; and a cluster of nobody else. The build runs it
 * once, so that the first start finds the JVM's archive of the classes that a node loads, and so do the first task and
 * the first hand-over.
 */
public final class Rehearsal extends VerticleBase {

    private static final String LOOPBACK = "127.0.0.1";
    /** A timer that joins gets its first shard after three seconds. */
    private static final Duration UNTIL_GIVEN_SHARDS = Duration.ofSeconds(5);

    @Override
    public Future<?> start() {
        return vertx.fileSystem()
                .createTempDirectory("carillon-rehearsal")
                .compose(folder -> join().compose(joined -> play(folder))
                        .eventually(() -> vertx.fileSystem().deleteRecursive(folder)))
                .onSuccess(played -> Launcher.exit(Launcher.OK, "The rehearsal went well."));
    }

    /** Joins a cluster in which nobody else can be, and leaves it. */
    private Future<?> join() {
        return freePort()
                .compose(port -> vertx.executeBlocking(() -> Membership.join(
                        new NodeConfig.Cluster(LOOPBACK, port, 0, List.of(LOOPBACK + ":" + port), null),
                        new Departures())))
                .compose(manager -> Vertx.builder()
                        .withClusterManager(Objects.requireNonNull(manager))
                        .buildClustered())
                .compose(Vertx::close);
    }

    private Future<?> play(String folder) {
        return freePort().compose(port -> play(folder, port));
    }

    private Future<?> play(String folder, int port) {
        // Nothing of the environment: it may name a database that is in use.
        JsonObject config = new JsonObject().put("data", folder).put("port", port);
        return vertx.deployVerticle(new Main(), new DeploymentOptions().setConfig(config))
                .compose(started -> askForATask(port))
                .compose(asked -> handOver(config))
                .compose(handed -> Drain.request(vertx));
    }

    /** A second timer is given shards, as one of another node is, and gives them back. */
    private Future<?> handOver(JsonObject config) {
        return vertx.deployVerticle(new TimerVerticle(), new DeploymentOptions().setConfig(config))
                .compose(second -> vertx.timer(UNTIL_GIVEN_SHARDS.toMillis(), TimeUnit.MILLISECONDS)
                        .compose(passed -> vertx.undeploy(second)));
    }

    private Future<?> askForATask(int port) {
        Promise<Void> fired = Promise.promise();
        HttpServer receiver = vertx.createHttpServer()
                .requestHandler(request -> request.response().end().onComplete(answered -> fired.tryComplete()));
        HttpClient client = vertx.createHttpClient();
        return receiver.listen(0, LOOPBACK)
                .compose(listening -> send(client, port, HttpMethod.GET, "/health/ready", ""))
                .compose(ready -> send(client, port, HttpMethod.POST, "/tasks", task(receiver.actualPort())))
                .compose(posted -> fired.future())
                .compose(called -> send(client, port, HttpMethod.GET, "/tasks/rehearsal/runs", ""))
                .eventually(client::close)
                .eventually(receiver::close);
    }

    private static String task(int port) {
        JsonObject webhook = new JsonObject().put("url", "http://" + LOOPBACK + ":" + port + "/");
        return new JsonObject()
                .put("id", "rehearsal")
                .put("delay", "PT0S")
                .put("action", new JsonObject().put("http", webhook))
                .encode();
    }

    private static Future<?> send(HttpClient client, int port, HttpMethod method, String path, String body) {
        return client.request(method, port, "localhost", path)
                .compose(request ->
                        request.putHeader("Content-Type", "application/json").send(body))
                .compose(HttpClientResponse::body);
    }

    private Future<Integer> freePort() {
        NetServer probe = vertx.createNetServer().connectHandler(nobody -> {});
        return probe.listen(0, LOOPBACK).compose(listening -> listening.close().map(closed -> listening.actualPort()));
    }
}
