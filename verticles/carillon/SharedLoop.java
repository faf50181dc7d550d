package carillon;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VerticleFactory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * An event loop that parts of a node share which pass much to each other: what goes from one loop to another wakes a
 * thread up, and waits for a processor. There is one for each Vert.x, and one part is deployed after the other.
 *
 * <p>Vert.x gives its loops out in turn, and takes no wishes. So a part is deployed again until its turn is that of the
 * first one's loop; if that does not come within two rounds, it stays where it is, and works as well, but slower.
 */
final class SharedLoop {

    /** By which Vert.x finds the factory of a verticle; behind it stands the name that its deployment is known by. */
    private static final String PREFIX = "shared-loop";

    private static final int TRIES_MAX = 2 * VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;

    private final Vertx vertx;
    private volatile @Nullable Thread loop;
    private volatile @Nullable Guest next;

    SharedLoop(Vertx vertx) {
        this.vertx = vertx;
        vertx.registerVerticleFactory(new Guests());
    }

    /** Deploys a verticle, of which the first takes any loop. */
    Future<String> deploy(Deployable verticle, DeploymentOptions options) {
        return deploy(verticle, options, TRIES_MAX);
    }

    private Future<String> deploy(Deployable verticle, DeploymentOptions options, int triesLeft) {
        Guest guest = new Guest(verticle, triesLeft == 0);
        next = guest;
        return vertx.deployVerticle(PREFIX + ":" + verticle.getClass().getName(), options)
                .compose(id -> guest.stays
                        ? Future.succeededFuture(id)
                        : vertx.undeploy(id).compose(gone -> deploy(verticle, options, triesLeft - 1)));
    }

    /** Hands a verticle out under its own name, and not under that of what it is wrapped in. */
    private final class Guests implements VerticleFactory {

        @Override
        public String prefix() {
            return PREFIX;
        }

        @Override
        public void createVerticle2(
                String name, ClassLoader loader, Promise<Callable<? extends @Nullable Deployable>> made) {
            made.complete(() -> next);
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
            if (loop == null) {
                loop = here;
            }
            stays = anywhere || here.equals(loop);
            return stays ? verticle.deploy(context) : Future.succeededFuture();
        }

        @Override
        public @Nullable Future<?> undeploy(Context context) throws Exception {
            return stays ? verticle.undeploy(context) : Future.succeededFuture();
        }
    }
}
