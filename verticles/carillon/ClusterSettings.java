package carillon;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import java.util.List;

/**
 * How the nodes of a cluster find each other. Read from the section {@code cluster} of the configuration.
 *
 * @param name of the cluster; nodes of another one are not seen
 * @param host the address that this node is reached at by the others
 * @param port of the membership; the next free one is taken if it is in use
 * @param members where others may be, each as {@code host:port}
 */
record ClusterSettings(String name, String host, int port, List<String> members) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int PORT_DEFAULT = 5701;
    /** As many nodes on one host find each other without being told. */
    private static final int PORTS_ON_LOOPBACK = 4;

    private static final String HEARTBEAT_SECONDS = "1";
    private static final String SILENCE_SECONDS_MAX = "5";
    private static final String MERGE_SECONDS = "5";

    static ClusterSettings of(JsonObject config) {
        JsonObject cluster = config.getJsonObject("cluster", new JsonObject());
        int port = cluster.getInteger("port", PORT_DEFAULT);
        JsonArray near = new JsonArray();
        for (int i = 0; i < PORTS_ON_LOOPBACK; i++) {
            near.add(LOOPBACK + ":" + (port + i));
        }
        return new ClusterSettings(
                cluster.getString("name", "carillon"),
                cluster.getString("host", LOOPBACK),
                port,
                cluster.getJsonArray("members", near).stream()
                        .map(Object::toString)
                        .toList());
    }

    /** The same for Hazelcast. */
    Config toHazelcast() {
        Config config = ConfigUtil.loadConfig();
        config.setClusterName(name);
        config.setProperty("hazelcast.logging.type", "jdk");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.heartbeat.interval.seconds", HEARTBEAT_SECONDS);
        config.setProperty("hazelcast.max.no.heartbeat.seconds", SILENCE_SECONDS_MAX);
        config.setProperty("hazelcast.merge.first.run.delay.seconds", MERGE_SECONDS);
        config.setProperty("hazelcast.merge.next.run.delay.seconds", MERGE_SECONDS);
        config.getMetricsConfig().setEnabled(false);
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(port).setPortAutoIncrement(true).setPublicAddress(null);
        network.getInterfaces().setEnabled(true).setInterfaces(List.of(host));
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setMembers(members);
        return config;
    }
}
