package carillon;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A whole node in one process. It reads from top to bottom as it is deployed, and is stopped from bottom to top. */
public final class Main extends VerticleBase {

    @Override
    public Future<?> start() {
        JsonObject config = config();
        DatabaseSettings database = DatabaseSettings.of(config);
        Parts parts = new Parts(vertx);
        return Drain.serve(vertx, parts::stop)
                .compose(served -> startDatabase(database, config, parts))
                .compose(started -> deploy("carillon.store.StoreVerticle", "store", config, parts))
                .compose(started -> deploy("carillon.timer.TimerVerticle", "timer", config, parts))
                // Handlers are there before the first attempt is made, and until the last one is over.
                .compose(started -> deployUsers(config, parts))
                .compose(started -> deploy("carillon.delivery.DeliveryVerticle", "delivery", config, parts))
                .compose(started -> deploy("carillon.http.HttpVerticle", "http", config, parts))
                .compose(started ->
                        parts.deploy("carillon.lag.LagVerticle", VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE, config))
                .onSuccess(started -> greet(config, database))
                .recover(failure -> parts.stop().transform(stopped -> Future.failedFuture(failure)));
    }

    private Future<?> startDatabase(DatabaseSettings settings, JsonObject config, Parts parts) {
        if (!settings.isEmbedded()) {
            return Future.succeededFuture();
        }
        OwnDatabase own = new OwnDatabase(vertx, settings.folder());
        parts.add(own::stop);
        // Nobody else can reach it, so whoever held a lease when it started is dead.
        return own.start()
                .onSuccess(url ->
                        config.put("database", new JsonObject().put("url", url).put("exclusive", true)));
    }

    private static Future<?> deploy(String verticle, String section, JsonObject config, Parts parts) {
        int instances = config.getJsonObject(section, new JsonObject()).getInteger("instances", 1);
        return parts.deploy(verticle, instances, config);
    }

    private static Future<?> deployUsers(JsonObject config, Parts parts) {
        Future<?> deployed = Future.succeededFuture();
        for (Object verticle : config.getJsonArray("verticles", new JsonArray())) {
            deployed = deployed.compose(started -> parts.deploy(verticle.toString(), 1, config));
        }
        return deployed;
    }

    private void greet(JsonObject config, DatabaseSettings database) {
        JsonObject http = config.getJsonObject("http", new JsonObject());
        String host = http.getString("host", "localhost");
        Launcher.say("address    http://" + host + ":" + http.getInteger("port", 8080));
        Launcher.say("transport  " + (vertx.isNativeTransportEnabled() ? "epoll" : "nio"));
        Launcher.say("database   " + database);
    }
}
