package carillon.config;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a node is set up: read and checked once, before anything starts.
 *
 * @param node its name, for people
 * @param data folder of the embedded database
 * @param verticles classes of the user's verticles
 * @param taskFiles files of tasks, and folders of them
 */
public record NodeConfig(
        String node,
        String data,
        List<String> verticles,
        Http http,
        Database database,
        Lease lease,
        Timer timer,
        Cluster cluster,
        Labels labels,
        List<String> taskFiles,
        JsonObject json) {

    private static final int MARGIN_DIVISOR = 3;

    /**
     * Where and to whom the API answers.
     *
     * @param tokens empty on loopback only
     * @param tls what it proves its name with, or null for plain HTTP
     */
    public record Http(
            String host,
            int port,
            List<Token> tokens,
            @Nullable Tls tls) {}

    /** Files in PEM. */
    public record Tls(String certificate, String key) {}

    /**
     * How the store works.
     *
     * @param url of an external database, or null for the embedded one
     * @param exclusive whether nobody else can use it
     * @param waitersMax requests that may wait for a connection
     * @param answerMillis after which a request that is not answered is given up
     * @param shardCount of a new database
     * @param startMillis how long a start waits for a database that is away
     */
    public record Database(
            @Nullable String url,
            boolean exclusive,
            int poolSize,
            int waitersMax,
            int answerMillis,
            int shardCount,
            int retentionDays,
            int housekeepingMillis,
            int startMillis) {

        /** Without the URL, which may hold a password. */
        @Override
        public String toString() {
            return "Database[" + (url == null ? "embedded" : "external") + "]";
        }
    }

    /** How long a lease lasts, and by how much earlier it is no longer believed. */
    public record Lease(int ttlMillis, int marginMillis) {}

    /**
     * How an owner of shards works.
     *
     * @param armedBytesMax 0 for a share of the heap
     * @param latenessObjectiveMillis how late a first attempt may start and be on time in the metrics
     */
    public record Timer(
            int armedMax,
            int armedBytesMax,
            int horizonMillis,
            int safetyMillis,
            int drainMillis,
            int latenessObjectiveMillis) {}

    /**
     * Where this node and others are found.
     *
     * @param secret what all of them know; null where whoever reaches the host is one of them
     */
    public record Cluster(
            String host,
            int port,
            int busPort,
            List<String> members,
            @Nullable String secret) {

        private static final Set<String> EVERY_INTERFACE = Set.of("0.0.0.0", "::", "[::]");

        /**
         * Refuses a host that other machines reach while nobody has to prove anything, and one that is no address of
         * this machine.
         *
         * @throws ConfigException that says what to do
         */
        public void checkReach() {
            if (EVERY_INTERFACE.contains(host)) {
                throw new ConfigException(
                        List.of("cluster.host " + host + " is no single interface; give the address of"
                                + " this machine that the other nodes reach it at"));
            }
            if (secret == null && !Loopback.isLoopback(host)) {
                throw new ConfigException(List.of("cluster.host " + host + " can be reached from other machines, so"
                        + " cluster.secret must be set, the same for every process of the cluster: " + Token.STRONG
                        + "; or leave cluster.host at 127.0.0.1"));
            }
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Cluster[" + host + ":" + port + "]";
        }
    }

    /** The keys of labels by which lists of tasks go through an index. */
    public record Labels(List<String> indexed) {}

    /**
     * Reads a configuration.
     *
     * @param config as given on the command line; nested objects, or names with dots
     * @param environment overrides it: {@code PORT}, and {@code CARILLON_A_B} for {@code a.b}
     * @throws ConfigException if anything is unknown, of the wrong type, out of range, or unsafe; tells all of it
     */
    public static NodeConfig read(JsonObject config, Map<String, String> environment) {
        Settings settings = new Settings(config, environment);
        checkTogether(settings);
        settings.check();
        String url = settings.get(Keys.DATABASE_URL);
        String secret = settings.get(Keys.CLUSTER_SECRET);
        return new NodeConfig(
                settings.get(Keys.NODE),
                settings.get(Keys.DATA),
                settings.get(Keys.VERTICLES),
                http(settings),
                new Database(
                        url.isEmpty() ? null : url,
                        settings.get(Keys.DATABASE_EXCLUSIVE),
                        settings.get(Keys.POOL_SIZE),
                        settings.get(Keys.WAITERS_MAX),
                        settings.get(Keys.ANSWER_MILLIS),
                        settings.get(Keys.SHARD_COUNT),
                        settings.get(Keys.RETENTION_DAYS),
                        settings.get(Keys.HOUSEKEEPING_MILLIS),
                        settings.get(Keys.START_MILLIS)),
                new Lease(settings.get(Keys.LEASE_TTL_MILLIS), settings.get(Keys.LEASE_MARGIN_MILLIS)),
                new Timer(
                        settings.get(Keys.ARMED_MAX),
                        settings.get(Keys.ARMED_BYTES_MAX),
                        settings.get(Keys.HORIZON_MILLIS),
                        settings.get(Keys.SAFETY_MILLIS),
                        settings.get(Keys.TIMER_DRAIN_MILLIS),
                        settings.get(Keys.LATENESS_OBJECTIVE_MILLIS)),
                new Cluster(
                        settings.get(Keys.CLUSTER_HOST),
                        settings.get(Keys.CLUSTER_PORT),
                        settings.get(Keys.CLUSTER_BUS_PORT),
                        settings.get(Keys.CLUSTER_MEMBERS),
                        secret.isEmpty() ? null : secret),
                new Labels(settings.get(Keys.LABELS_INDEXED)),
                settings.get(Keys.TASK_FILES),
                settings.toJson());
    }

    /** All settings with their defaults, for the verticles of this node; tokens as digests. A copy. */
    @Override
    public JsonObject json() {
        return json.copy();
    }

    /** Names the node only: a URL may hold a password. */
    @Override
    public String toString() {
        return "NodeConfig[" + node + "]";
    }

    private static Http http(Settings settings) {
        String certificate = settings.get(Keys.TLS_CERTIFICATE);
        return new Http(
                settings.get(Keys.HOST_NAME),
                settings.get(Keys.PORT),
                settings.get(Keys.TOKENS),
                certificate.isEmpty() ? null : new Tls(certificate, settings.get(Keys.TLS_KEY)));
    }

    private static void checkTogether(Settings settings) {
        String host = settings.get(Keys.HOST_NAME);
        if (settings.get(Keys.TOKENS).isEmpty() && !Loopback.isLoopback(host)) {
            settings.refuse(
                    "host " + host + " can be reached from other machines, so auth.tokens must not be empty; give" + " "
                            + Token.WANTED + ", or leave host at 127.0.0.1");
        }
        if (settings.get(Keys.TLS_CERTIFICATE).isEmpty()
                != settings.get(Keys.TLS_KEY).isEmpty()) {
            settings.refuse("tls.certificate and tls.key belong together: set both, or neither for plain HTTP");
        }
        int ttl = settings.get(Keys.LEASE_TTL_MILLIS);
        int margin = settings.get(Keys.LEASE_MARGIN_MILLIS);
        if (margin >= ttl / MARGIN_DIVISOR) {
            settings.refuse("lease.marginMillis must be less than a third of lease.ttlMillis, which is " + ttl
                    + "; it is " + margin);
        }
    }
}
