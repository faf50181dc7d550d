package carillon.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.SocketInterceptorConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cluster of a Vert.x whose members {@linkplain Greeting greet}. */
public final class GreetedCluster extends HazelcastClusterManager {

    /** The attribute under which Vert.x keeps its name of a member. */
    public static final String NODE_ID = "__vertx.nodeId";

    private final HazelcastInstance member;
    private @Nullable Vertx vertx;

    private GreetedCluster(HazelcastInstance member) {
        super(member);
        this.member = member;
    }

    /** Joins those who greet alike, or begins a cluster of its own; blocks meanwhile. */
    public static GreetedCluster join(Config config, Greeting greeting) {
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.getMemberAttributeConfig()
                .setAttribute(NODE_ID, UUID.randomUUID().toString());
        config.getNetworkConfig()
                .setSocketInterceptorConfig(
                        new SocketInterceptorConfig().setEnabled(true).setImplementation(greeting));
        return new GreetedCluster(
                HazelcastInstanceFactory.newHazelcastInstance(config, null, new GreetingContext(greeting)));
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
