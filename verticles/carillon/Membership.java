package carillon;

import carillon.cluster.BusIdentity;
import carillon.cluster.ClusterKey;
import carillon.cluster.FailuresOnly;
import carillon.cluster.Greeting;
import carillon.cluster.JoinedCluster;
import carillon.cluster.NamedMembers;
import carillon.config.NodeConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;

/** How the nodes of a cluster find each other and notice that one is gone, in the words of Hazelcast. */
final class Membership {

    /** So many nodes on one host find each other without being told of. */
    private static final int PORTS_TRIED = 4;

    private static final String HEARTBEAT_SECONDS = "1";
    private static final String SILENCE_SECONDS_MAX = "5";
    private static final String MERGE_SECONDS = "5";
    private static final String JOIN_WAIT_SECONDS = "1";
    /** Twice as long after it was asked a member counts an answer as lost that no beat of its heart announced. */
    private static final String CALL_MILLIS_MAX = "5000";

    private static final int UNUSED_MILLIS = 3_600_000;

    private Membership() {}

    static Config of(NodeConfig.Cluster cluster, Departures departures) {
        Config config = ConfigUtil.loadConfig();
        config.setClusterName("carillon");
        config.addListenerConfig(new ListenerConfig(departures));
        config.setProperty("hazelcast.logging.type", "jdk");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.heartbeat.interval.seconds", HEARTBEAT_SECONDS);
        config.setProperty("hazelcast.max.no.heartbeat.seconds", SILENCE_SECONDS_MAX);
        config.setProperty("hazelcast.merge.first.run.delay.seconds", MERGE_SECONDS);
        config.setProperty("hazelcast.merge.next.run.delay.seconds", MERGE_SECONDS);
        config.setProperty("hazelcast.wait.seconds.before.join", JOIN_WAIT_SECONDS);
        // By itself 60 s: for two minutes after a cut a node did not find out where the bus of another one is.
        config.setProperty("hazelcast.operation.call.timeout.millis", CALL_MILLIS_MAX);
        config.getMetricsConfig().setEnabled(false);
        // What nobody here uses or reads is not to wake threads of an idle node each second.
        config.setProperty("hazelcast.health.monitoring.level", "OFF");
        config.getCRDTReplicationConfig().setReplicationPeriodMillis(UNUSED_MILLIS);
        config.getSerializationConfig().setJavaSerializationFilterConfig(FailuresOnly.filter());
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(cluster.port()).setPortAutoIncrement(true);
        network.getInterfaces().setEnabled(true).setInterfaces(List.of(addressOf(cluster.host())));
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.setTcpIpConfig(new NamedMembers(members(cluster)));
        return config;
    }

    /**
     * Joins the cluster of a Vert.x, which blocks for as long as that takes: half a minute and more where it takes no
     * member.
     *
     * @throws BadCommandLine if a member that is looked for has another secret
     */
    static HazelcastClusterManager join(NodeConfig.Cluster cluster, Departures departures) {
        // It takes seconds, of which nothing else tells.
        Launcher.say("cluster    looking for other nodes at " + String.join(", ", members(cluster)));
        if (cluster.secret() == null) {
            return JoinedCluster.join(of(cluster, departures));
        }
        Greeting greeting = new Greeting(new ClusterKey(cluster.secret()));
        JoinedCluster joined = JoinedCluster.join(of(cluster, departures), greeting);
        greeting.stranger().ifPresent(address -> {
            joined.shutDown();
            throw new BadCommandLine("the node at " + address + " has another cluster.secret: give every process of a"
                    + " cluster the same, or other cluster.members or another cluster.port if that one is of another"
                    + " cluster");
        });
        return joined;
    }

    private static String addressOf(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException unknown) {
            throw new BadCommandLine("cluster.host " + host + " has no address; give the one that other nodes reach");
        }
    }

    /** How the event bus of a node is reached by the others. */
    static void speak(NodeConfig.Cluster cluster, EventBusOptions options) {
        options.setHost(cluster.host()).setPort(cluster.busPort());
        if (cluster.secret() != null) {
            BusIdentity.secure(options, new ClusterKey(cluster.secret()));
        }
    }

    private static List<String> members(NodeConfig.Cluster cluster) {
        if (!cluster.members().isEmpty()) {
            return cluster.members();
        }
        return IntStream.range(cluster.port(), cluster.port() + PORTS_TRIED)
                .mapToObj(port -> cluster.host() + ":" + port)
                .toList();
    }
}
