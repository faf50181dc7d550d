package carillon;

import carillon.bus.Bus;
import carillon.config.Loopback;
import carillon.config.NodeConfig;
import carillon.delivery.DeliveryVerticle;
import carillon.http.HttpVerticle;
import carillon.lag.LagVerticle;
import carillon.message.TimerMessage;
import carillon.node.NodeVerticle;
import carillon.store.StoreVerticle;
import carillon.timer.TimerVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;

/**
 * A whole node in one process. It reads from top to bottom as it is deployed, and is stopped from bottom to top, after
 * the API, which is stopped first.
 */
public final class Main extends VerticleBase {

    /** Longer than the drain of the timer. */
    private static final long LEAVE_MILLIS_MAX = 30_000;

    @Override
    public Future<?> start() {
        NodeConfig config = NodeConfig.read(config(), Map.of());
        Parts parts = new Parts(vertx);
        // Before anything starts: a wrong file is found while nothing fires yet.
        return TaskFiles.read(vertx, config.taskFiles()).compose(files -> start(config, parts, files));
    }

    private Future<?> start(NodeConfig config, Parts parts, TaskFiles files) {
        Promise<Void> fires = Promise.promise();
        // A request is little work for either, and a task's way through both is as long as it waits for a processor.
        SharedLoop intake = new SharedLoop(vertx);
        return Drain.serve(vertx, () -> leaveShards()
                        .transform(left -> parts.stop().mapEmpty())
                        .onComplete(stopped -> Launcher.say("stopped")))
                .compose(ready -> parts.deploy(NodeVerticle.class, config.json()))
                .compose(node -> startDatabase(config, parts))
                .compose(database -> parts.deploy(intake, new StoreVerticle(), database))
                // Its start takes long, and nothing that is due waits for it.
                .compose(store -> parts.deployStoppedFirst(intake, new HttpVerticle(fires.future()), config.json()))
                .compose(http -> startFiring(config, parts).onSuccess(started -> fires.complete()))
                .compose(firing -> parts.deployOnEachLoop(LagVerticle.class))
                .compose(lag -> files.carryOut())
                .onSuccess(started -> greet(config))
                .recover(failure -> parts.stop().transform(stopped -> Future.failedFuture(failure)));
    }

    private static Future<?> startFiring(NodeConfig config, Parts parts) {
        return parts.deploy(TimerVerticle.class, config.json())
                // Handlers are there before the first attempt is made, and until the last one is over.
                .compose(timer -> deployUsers(config, parts))
                .compose(users -> parts.deploy(DeliveryVerticle.class, forDelivery(config)));
    }

    /** Others fire on while this node, with all its parts still there, hands its shards over. */
    private Future<?> leaveShards() {
        Bus bus = new Bus(vertx);
        return bus.request(TimerMessage.ALL, new TimerMessage.LeaveShards(bus.member()), LEAVE_MILLIS_MAX);
    }

    /** Completes with the configuration of the store. */
    private Future<JsonObject> startDatabase(NodeConfig config, Parts parts) {
        String external = config.database().url();
        if (external != null) {
            return Future.succeededFuture(config.json().put("database.url", external));
        }
        OwnDatabase own = new OwnDatabase(vertx, Path.of(config.data()));
        parts.add(own::stop);
        // Nobody else can reach it, so whoever held a lease when it started is dead.
        return own.start().map(url -> config.json().put("database.url", url).put("database.exclusive", true));
    }

    private static Future<?> deployUsers(NodeConfig config, Parts parts) {
        Future<?> deployed = Future.succeededFuture();
        for (String verticle : config.verticles()) {
            deployed = deployed.compose(before -> parts.deploy(verticle, config.json()));
        }
        return deployed;
    }

    /** A node that only this machine can reach may send webhooks to this machine. */
    private static JsonObject forDelivery(NodeConfig config) {
        JsonObject json = config.json();
        json.getJsonObject("delivery")
                .put("loopbackAllowed", Loopback.isLoopback(config.http().host()));
        return json;
    }

    private void greet(NodeConfig config) {
        String host = config.http().host();
        String url = config.database().url();
        String scheme = config.http().tls() == null ? "http" : "https";
        Launcher.say("address    " + scheme + "://" + (Loopback.isLoopback(host) ? "localhost" : host) + ":"
                + config.http().port());
        Launcher.say("transport  " + (vertx.isNativeTransportEnabled() ? "epoll" : "nio"));
        Launcher.say("database   PostgreSQL "
                + (url == null ? "in " + Path.of(config.data()).toAbsolutePath() : "at " + withoutSecret(url)));
    }

    private static String withoutSecret(String url) {
        return url.replaceFirst("^\\w+://([^/]*@)?", "").replaceFirst("\\?.*", "");
    }
}
