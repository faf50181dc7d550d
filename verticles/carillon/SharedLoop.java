package carillon;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VerticleFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An event loop that parts of a node share which pass much to each other: what goes from one loop to another wakes a
 * thread up, and waits for a processor.
 *
 * <p>Vert.x gives its loops out in turn, and takes no wishes. So a part is deployed again until its turn is that of the
 * first one's loop; if that does not come within two rounds, it stays where it is, and works as well, but slower. Each
 * part is deployed whatever is deployed meanwhile; but parts that come one after the other take no turns of each other,
 * and so find the loop sooner.
 */
final class SharedLoop {

    private static final Logger LOG = System.getLogger(SharedLoop.class.getName());

    /** Begins the prefix by which Vert.x finds the factory of one deployment; the name of a verticle follows it. */
    private static final String PREFIX = "shared-loop-";

    private static final int TRIES_MAX = 2 * VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;

    /** Of all in the process, since a Vert.x may have several of these loops. */
    private static final AtomicLong DEPLOYMENTS = new AtomicLong();

    private final Vertx vertx;
    private final AtomicReference<@Nullable Thread> loop = new AtomicReference<>();

    SharedLoop(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Deploys a verticle, of which the first takes any loop. */
    Future<String> deploy(Deployable verticle, DeploymentOptions options) {
        return deploy(verticle, options, TRIES_MAX);
    }

    private Future<String> deploy(Deployable verticle, DeploymentOptions options, int triesLeft) {
        Guest guest = new Guest(verticle, triesLeft <= 0);
        Door door = new Door(PREFIX + DEPLOYMENTS.incrementAndGet(), guest);
        vertx.registerVerticleFactory(door);
        return vertx.deployVerticle(door.prefix + ":" + verticle.getClass().getName(), options)
                .onComplete(deployed -> vertx.unregisterVerticleFactory(door))
                .compose(id -> guest.stays
                        ? Future.succeededFuture(id)
                        : vertx.undeploy(id).compose(gone -> deploy(verticle, options, triesLeft - 1)));
    }

    /** Lets one guest in, under the name of its verticle and not under that of what it is wrapped in. */
    private record Door(String prefix, Deployable guest) implements VerticleFactory {

        @Override
        public void createVerticle2(
                String name, ClassLoader loader, Promise<Callable<? extends @Nullable Deployable>> made) {
            made.complete(() -> guest);
        }
    }

    /** Deploys its verticle if it is on the right loop, and nothing otherwise. */
    private final class Guest implements Deployable {

        private final Deployable verticle;
        private final boolean anywhere;
        private volatile boolean stays;

        Guest(Deployable verticle, boolean anywhere) {
            this.verticle = verticle;
            this.anywhere = anywhere;
        }

        @Override
        public @Nullable Future<?> deploy(Context context) throws Exception {
            Thread here = Thread.currentThread();
            loop.compareAndSet(null, here);
            boolean shares = here.equals(loop.get());
            if (anywhere && !shares) {
                LOG.log(
                        Level.INFO,
                        "{0} runs on an event loop of its own: the turn of the one that it was to share did not come."
                                + " Everything works, and nothing has to be done; but about an eighth fewer tasks a"
                                + " second can be posted one by one",
                        verticle.getClass().getSimpleName());
            }
            stays = anywhere || shares;
            return stays ? verticle.deploy(context) : Future.succeededFuture();
        }

        @Override
        public @Nullable Future<?> undeploy(Context context) throws Exception {
            return stays ? verticle.undeploy(context) : Future.succeededFuture();
        }
    }
}
