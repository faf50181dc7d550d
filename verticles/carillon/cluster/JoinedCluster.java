package carillon.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.SocketInterceptorConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cluster of a Vert.x, which is joined before the Vert.x begins. */
public final class JoinedCluster extends HazelcastClusterManager {

    /** The attribute under which Vert.x keeps its name of a member. */
    public static final String NODE_ID = "__vertx.nodeId";

    private static final Logger LOG = System.getLogger(JoinedCluster.class.getName());

    private static final int TRIES_MAX = 15;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final HazelcastInstance member;
    private @Nullable Vertx vertx;

    private JoinedCluster(HazelcastInstance member) {
        super(member);
        this.member = member;
    }

    /** Joins whoever is there, or begins a cluster of its own; blocks meanwhile. */
    public static JoinedCluster join(Config config) {
        return join(config, () -> Hazelcast.newHazelcastInstance(config));
    }

    /** The same with those who greet alike. */
    public static JoinedCluster join(Config config, Greeting greeting) {
        config.getNetworkConfig()
                .setSocketInterceptorConfig(
                        new SocketInterceptorConfig().setEnabled(true).setImplementation(greeting));
        return join(
                config,
                () -> HazelcastInstanceFactory.newHazelcastInstance(config, null, new GreetingContext(greeting)));
    }

    private static JoinedCluster join(Config config, Supplier<HazelcastInstance> member) {
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.getMemberAttributeConfig()
                .setAttribute(NODE_ID, UUID.randomUUID().toString());
        for (int tried = 1; ; tried++) {
            try {
                return new JoinedCluster(member.get());
            } catch (IllegalStateException refused) {
                // As while parts of it that lost each other become one again, which takes seconds.
                if (tried == TRIES_MAX) {
                    throw refused;
                }
                LOG.log(Level.WARNING, "The cluster takes no member now; asking again in {0}", PAUSE);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public void init(Vertx instance) {
        super.init(instance);
        vertx = instance;
    }

    /** Leaves, and shuts the member down: Vert.x takes it for somebody else's. */
    @Override
    public void leave(Completable<Void> left) {
        super.leave((none, failure) -> Objects.requireNonNull(vertx)
                .<Void>executeBlocking(() -> {
                    shutDown();
                    return null;
                })
                .onComplete(left));
    }

    /** Leaves the others at once. */
    public void shutDown() {
        member.shutdown();
    }
}
