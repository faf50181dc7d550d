package carillon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Every setting, its default, and what it takes: the one place where they are written down. */
final class Keys {

    private static final int PORT_MAX = 65_535;
    private static final int DAY_MILLIS = 86_400_000;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,255}");
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9.:_\\[\\]-]{1,255}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._/-]{1,200}");
    private static final Pattern CLASS = Pattern.compile("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*");

    private static final List<Key<?>> DECLARED = new ArrayList<>();

    static final Key<Integer> PORT =
            key("port", Kind.count(0, PORT_MAX), 8_080, "TCP port of the API; 0 takes a free one. Also `PORT`");
    static final Key<String> HOST_NAME = key(
            "host",
            Kind.text("a host name or an address", text -> HOST.matcher(text).matches()),
            "127.0.0.1",
            "Address the API is bound to; any but loopback needs `auth.tokens`");
    static final Key<List<Token>> TOKENS = key(
            "auth.tokens",
            Kind.tokens(),
            List.of(),
            "Bearer tokens with their roles; where there are any, every request needs one but those to `/health*`,"
                    + " `/` and `/docs`");
    static final Key<String> TLS_CERTIFICATE = key(
            "tls.certificate",
            Kind.text("the name of a file", Keys::isFileOrNone),
            "",
            "PEM file with the certificate of the API and those above it; https if set. Read again when it changes");
    static final Key<String> TLS_KEY = key(
            "tls.key",
            Kind.text("the name of a file", Keys::isFileOrNone),
            "",
            "PEM file with the private key of `tls.certificate`, in PKCS #8");
    static final Key<String> NODE = key(
            "node",
            Kind.text("1 to 200 characters", text -> !text.isBlank() && text.length() <= 200),
            "node",
            "Name of this process for people, who drain it by that; `run` makes one if there is none");
    static final Key<List<String>> VERTICLES = key(
            "verticles",
            Kind.texts("a list of class names", text -> CLASS.matcher(text).matches()),
            List.of(),
            "Verticles of the user, deployed in this process");

    static final Key<List<String>> TASK_FILES = key(
            "tasks.files",
            Kind.texts("a list of files and folders", text -> !text.isBlank()),
            List.of(),
            "Files of tasks that are kept as sets from the start on, or folders of them; relative to the working"
                    + " directory. See docs/files.md");

    static final Key<String> DATABASE_URL = key(
            "database.url",
            Kind.secretText("a URL such as postgresql://user:password@host:5432/database", Keys::isDatabaseUrl),
            "",
            "External PostgreSQL, 14 to 18; the embedded one if empty");
    static final Key<String> DATA = key(
            "data",
            Kind.text("a folder", text -> !text.isBlank()),
            "data",
            "Folder of the embedded PostgreSQL, relative to the working directory");
    static final Key<Boolean> DATABASE_EXCLUSIVE = key(
            "database.exclusive",
            Kind.flag(),
            false,
            "Whether no other node can use the database, so that leases found at the start belong to the dead; set for"
                    + " the embedded one");
    static final Key<Integer> POOL_SIZE = key(
            "database.poolSize",
            Kind.count(1, 1_000),
            8,
            "Connections to the database of each store, besides up to 2 that only renew leases");
    static final Key<Integer> WAITERS_MAX = key(
            "database.waitersMax",
            Kind.count(1, 1_000_000),
            1_000,
            "Requests that may wait for a connection; more are refused");
    static final Key<Integer> ANSWER_MILLIS = key(
            "database.answerMillis",
            Kind.count(100, 600_000),
            10_000,
            "After which a request that the database has not answered is given up");
    static final Key<Integer> START_MILLIS = key(
            "database.startMillis",
            Kind.count(0, 3_600_000),
            60_000,
            "How long a start waits for a database that is away");
    static final Key<Integer> SHARD_COUNT = key(
            "database.shardCount",
            Kind.count(1, 10_000),
            64,
            "Shards of a new database; of no effect on one that exists");
    static final Key<Integer> RETENTION_DAYS =
            key("database.retentionDays", Kind.count(1, 3_650), 7, "Days that history is kept");
    static final Key<Integer> HOUSEKEEPING_MILLIS = key(
            "database.housekeepingMillis",
            Kind.count(100, DAY_MILLIS),
            60_000,
            "Time between two rounds of housekeeping");

    static final Key<Integer> LEASE_TTL_MILLIS = key(
            "lease.ttlMillis",
            Kind.count(300, 600_000),
            3_000,
            "After which the shards of a node that died are taken over");
    static final Key<Integer> LEASE_MARGIN_MILLIS = key(
            "lease.marginMillis",
            Kind.count(10, 300_000),
            500,
            "By how much earlier its owner stops believing in a lease; less than a third of `lease.ttlMillis`");
    static final Key<Integer> ARMED_MAX =
            key("timer.armedMax", Kind.count(1, 10_000_000), 200_000, "Occurrences that each timer keeps in memory");
    static final Key<Integer> ARMED_BYTES_MAX = key(
            "timer.armedBytesMax",
            Kind.countOrNone(32 << 20, Integer.MAX_VALUE),
            0,
            "Bytes of payload that each timer keeps in memory; 0 for a quarter of the heap, and 32 MiB at least");
    static final Key<Integer> HORIZON_MILLIS = key(
            "timer.horizonMillis",
            Kind.count(1_000, DAY_MILLIS),
            30_000,
            "How far ahead each timer reads the database");
    static final Key<Integer> SAFETY_MILLIS = key(
            "timer.safetyMillis",
            Kind.count(10, 600_000),
            1_000,
            "How often a timer looks in the database for what it was not told; it is read 0.5 s later");
    static final Key<Integer> TIMER_DRAIN_MILLIS = key(
            "timer.drainMillis",
            Kind.count(0, 3_600_000),
            10_000,
            "How long a timer that stops gives its shards to others, and then waits for what is under way");
    static final Key<Integer> LATENESS_OBJECTIVE_MILLIS = key(
            "timer.latenessObjectiveMillis",
            Kind.count(1, 3_600_000),
            1_000,
            "How late a task may start and be counted as on time in `/metrics`. See docs/metrics.md");

    static final Key<Integer> WINDOW_MAX = key(
            "delivery.windowMax", Kind.count(1, 100_000), 4_096, "Orders that a delivery holds, waiting ones included");
    static final Key<Integer> ATTEMPTS_MAX =
            key("delivery.attemptsMax", Kind.count(1, 100_000), 1_024, "Attempts under way at once");
    static final Key<Integer> CONNECTIONS_PER_HOST_MAX = key(
            "delivery.connectionsPerHostMax",
            Kind.count(1, 100_000),
            32,
            "Attempts under way at once to one host and port");
    static final Key<Integer> CALLS_PER_HANDLER_MAX = key(
            "delivery.callsPerHandlerMax",
            Kind.count(1, 100_000),
            512,
            "Attempts under way at once to the handlers of one name");
    static final Key<Integer> DELIVERY_DRAIN_MILLIS = key(
            "delivery.drainMillis",
            Kind.count(0, 3_600_000),
            10_000,
            "How long attempts under way may still take when a delivery stops");
    static final Key<List<String>> ALLOW = key(
            "delivery.allow",
            Kind.texts("a list of ranges such as [\"10.0.0.0/8\", \"fd00::/8\"]", Keys::isRange),
            List.of(),
            "Ranges that webhooks may go to although they are not public");

    static final Key<String> CLUSTER_HOST = key(
            "cluster.host",
            Kind.text("a host name or an address", text -> HOST.matcher(text).matches()),
            "127.0.0.1",
            "Address that other nodes reach this one at");
    static final Key<Integer> CLUSTER_PORT =
            key("cluster.port", Kind.count(0, PORT_MAX), 5_701, "TCP port of the cluster manager; 0 takes a free one");
    static final Key<List<String>> CLUSTER_MEMBERS = key(
            "cluster.members",
            Kind.texts("a list of host:port", text -> MEMBER.matcher(text).matches()),
            List.of(),
            "Where other nodes may be found: addresses or names, each name for all the addresses it has then; see"
                    + " docs/deploying.md");
    static final Key<String> CLUSTER_SECRET = key(
            "cluster.secret",
            Kind.secretText(Token.STRONG, text -> text.isEmpty() || Token.isStrong(text)),
            "",
            "What the processes of a cluster prove to each other, and encrypt their messages with; any but a loopback"
                    + " `cluster.host` needs it");
    static final Key<Integer> CLUSTER_BUS_PORT = key(
            "cluster.busPort",
            Kind.count(0, PORT_MAX),
            0,
            "TCP port of the messages between nodes; 0 takes a free one");

    static final Key<List<String>> LABELS_INDEXED = key(
            "labels.indexed",
            Kind.texts("a list of names of labels", text -> LABEL.matcher(text).matches()),
            List.of(),
            "Labels by which lists of tasks go through an index; each costs writes. See docs/history.md");

    static final List<Key<?>> ALL = List.copyOf(DECLARED);

    private Keys() {}

    private static <T> Key<T> key(String name, Kind<T> kind, T absent, String purpose) {
        Key<T> key = new Key<>(name, kind, absent, purpose);
        DECLARED.add(key);
        return key;
    }

    private static boolean isDatabaseUrl(String text) {
        return text.isEmpty() || text.startsWith("postgresql://") || text.startsWith("postgres://");
    }

    private static boolean isFileOrNone(String text) {
        return text.isEmpty() || !text.isBlank();
    }

    private static boolean isRange(String text) {
        try {
            Cidr.parse(text);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
