package carillon.store;

import carillon.config.NodeConfig;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What the store is told at its start.
 *
 * @param url {@code postgresql://user:password@host/database}, or with {@code ?host=/folder} for a unix socket
 * @param exclusive whether nobody else can use the database, so that every holder found at the start is dead
 * @param poolSize connections at most
 * @param waitersMax requests that may wait for a connection; more are refused
 * @param answerMillis after which a request that the database has not answered is given up
 * @param leaseMillis after which nobody waits for a renewal
 * @param shardCount used when the database is created, and never again
 * @param retentionDays whole days that history is kept
 * @param housekeepingMillis between two rounds of housekeeping
 * @param startMillis how long a start waits for a database that is away
 * @param labelsIndexed keys of labels by which lists go through an index
 */
record StoreConfig(
        String url,
        boolean exclusive,
        int poolSize,
        int waitersMax,
        long answerMillis,
        long leaseMillis,
        int shardCount,
        int retentionDays,
        long housekeepingMillis,
        long startMillis,
        List<String> labelsIndexed) {

    /** A renewal that is not answered in time is asked again, which must not wait for what the first one waits for. */
    private static final int LEASE_CONNECTIONS = 2;

    /** However short leases are, a connection takes its time to open. */
    private static final long LEASE_ANSWER_MILLIS_MIN = 1_000;

    /** The same for the connections that leases are renewed on, and nothing else. */
    StoreConfig ofLeases() {
        return new StoreConfig(
                url,
                exclusive,
                LEASE_CONNECTIONS,
                waitersMax,
                Math.min(answerMillis, Math.max(leaseMillis, LEASE_ANSWER_MILLIS_MIN)),
                leaseMillis,
                shardCount,
                retentionDays,
                housekeepingMillis,
                startMillis,
                labelsIndexed);
    }

    /** Reads the configuration of a node; what only other verticles need is not looked at. */
    static StoreConfig of(JsonObject config) {
        NodeConfig node = NodeConfig.read(config, Map.of());
        NodeConfig.Database database = node.database();
        String url = database.url();
        if (url == null) {
            throw new IllegalArgumentException("database.url is missing: give a postgresql:// URL");
        }
        return new StoreConfig(
                url,
                database.exclusive(),
                database.poolSize(),
                database.waitersMax(),
                database.answerMillis(),
                node.lease().ttlMillis(),
                database.shardCount(),
                database.retentionDays(),
                database.housekeepingMillis(),
                database.startMillis(),
                node.labels().indexed());
    }
}
