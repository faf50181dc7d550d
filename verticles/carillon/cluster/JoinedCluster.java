package carillon.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.config.SocketInterceptorConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
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
    private final CheckTurns turns = new CheckTurns();
    private @Nullable Vertx vertx;
    private @Nullable Registrations registrations;
    private volatile @Nullable NodeInfo ownInfo;

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

    @Override
    public void registrationListener(RegistrationListener bus) {
        Registrations compared = new Registrations(new Known(), bus);
        registrations = compared;
        super.registrationListener(compared);
    }

    @Override
    public void join(Completable<Void> joined) {
        Future.<Void>future(done -> super.join(done))
                .onSuccess(done -> vertx().setPeriodic(CheckTurns.MILLIS, turn -> takeTurn()))
                .onComplete(joined);
    }

    private void takeTurn() {
        if (turns.next() && isActive()) {
            tellNodeInfoAgain();
            registrations().compare();
        }
    }

    @Override
    public void setNodeInfo(NodeInfo info, Completable<Void> set) {
        ownInfo = info;
        super.setNodeInfo(info, set);
    }

    /** Where the bus of this member is found gets lost in the same way as what it serves. */
    private void tellNodeInfoAgain() {
        NodeInfo own = ownInfo;
        if (own != null) {
            getNodeInfo(getNodeId(), (known, forgotten) -> {
                if (forgotten != null) {
                    // It waits for a lock, which whoever lost a member holds for long.
                    vertx().executeBlocking(() -> Future.<Void>future(set -> super.setNodeInfo(own, set)), false)
                            .onFailure(failure -> LOG.log(Level.DEBUG, "The next turn tells it again", failure));
                }
            });
        }
    }

    @Override
    public synchronized void memberAdded(MembershipEvent event) {
        turns.changed();
        super.memberAdded(event);
    }

    @Override
    public synchronized void memberRemoved(MembershipEvent event) {
        turns.changed();
        super.memberRemoved(event);
    }

    @Override
    public synchronized void stateChanged(LifecycleEvent event) {
        turns.changed();
        super.stateChanged(event);
    }

    @Override
    public void addRegistration(String address, RegistrationInfo own, Completable<Void> added) {
        registrations().added(address, own);
        super.addRegistration(address, own, added);
    }

    @Override
    public void removeRegistration(String address, RegistrationInfo own, Completable<Void> removed) {
        registrations().removed(address, own);
        super.removeRegistration(address, own, removed);
    }

    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> known) {
        super.getRegistrations(address, (infos, failure) -> {
            if (failure == null) {
                registrations().answered(address, infos);
            }
            known.complete(infos, failure);
        });
    }

    /** Leaves, and shuts the member down: Vert.x takes it for somebody else's. */
    @Override
    public void leave(Completable<Void> left) {
        super.leave((none, failure) -> vertx().<Void>executeBlocking(() -> {
                    shutDown();
                    return null;
                })
                .onComplete(left));
    }

    /** Leaves the others at once. */
    public void shutDown() {
        member.shutdown();
    }

    private Vertx vertx() {
        return Objects.requireNonNull(vertx);
    }

    private Registrations registrations() {
        return Objects.requireNonNull(registrations);
    }

    /** What Hazelcast knows. */
    private final class Known implements Registrations.Directory {

        @Override
        public String self() {
            return getNodeId();
        }

        @Override
        public Future<List<RegistrationInfo>> read(String address) {
            return Future.future(read -> JoinedCluster.super.getRegistrations(address, read));
        }

        @Override
        public Future<Void> add(String address, RegistrationInfo own) {
            return Future.future(added -> JoinedCluster.super.addRegistration(address, own, added));
        }

        @Override
        public Future<Void> remove(String address, RegistrationInfo own) {
            return Future.future(removed -> JoinedCluster.super.removeRegistration(address, own, removed));
        }
    }
}
