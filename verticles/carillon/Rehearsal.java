package carillon;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;

/**
 * A whole node on an empty folder and a free port that starts, stops and ends its process with 0. The build runs it
 * once, so that the first start finds the JVM's archive of the classes that a node loads.
 */
public final class Rehearsal extends VerticleBase {

    @Override
    public Future<?> start() {
        return vertx.fileSystem()
                .createTempDirectory("carillon-rehearsal")
                .compose(folder ->
                        play(folder).eventually(() -> vertx.fileSystem().deleteRecursive(folder)))
                .onSuccess(played -> Launcher.exit(Launcher.OK, "The rehearsal went well."));
    }

    private Future<?> play(String folder) {
        // Nothing of the environment: it may name a database that is in use.
        JsonObject config = new JsonObject().put("data", folder).put("port", 0);
        return vertx.deployVerticle(new Main(), new DeploymentOptions().setConfig(config))
                .compose(started -> Drain.request(vertx));
    }
}
