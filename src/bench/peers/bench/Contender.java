package bench;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is measured.
 *
 * @param label what it is called where figures are shown
 * @param backlogPerSecond how many jobs wait for a drain for each second of it: more than it runs, so that they last;
 *     none for the limit, which drains nothing
 * @param ratesMax the highest steady rate that is tried
 */
record Contender(String name, String label, Kind kind, int backlogPerSecond, int ratesMax) {
    enum Kind {
        LIMIT,
        CARILLON,
        JAVA,
        NODE,
        REDIS
    }

    /** PostgreSQL alone, with the two writes that a job and its history take. */
    static final Contender LIMIT = new Contender("postgresql", "limit: PostgreSQL alone", Kind.LIMIT, 0, 0);

    private static final Contender THREE_WRITES =
            new Contender("postgresql-3", "limit, three writes", Kind.LIMIT, 0, 0);
    /** What it has answered may be lost with the machine. */
    private static final Contender WEAKER =
            new Contender("bullmq-everysec", "bullmq-everysec (weaker durability)", Kind.REDIS, 25_000, 10_000);

    static final List<Contender> ALL = List.of(
            LIMIT,
            THREE_WRITES,
            new Contender("carillon", "Carillon", Kind.CARILLON, 100_000, 10_000),
            peer("db-scheduler", Kind.JAVA, 19_000, 10_000),
            peer("jobrunr", Kind.JAVA, 6_000, 4_000),
            peer("quartz", Kind.JAVA, 800, 1_000),
            peer("graphile-worker", Kind.NODE, 50_000, 10_000),
            peer("pg-boss", Kind.NODE, 42_000, 10_000),
            peer("bullmq", Kind.REDIS, 20_000, 10_000),
            WEAKER);

    private static Contender peer(String name, Kind kind, int backlogPerSecond, int ratesMax) {
        return new Contender(name, name, kind, backlogPerSecond, ratesMax);
    }

    static Contender named(String name) {
        return ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /** Those of all, as {@code PEERS} has them. */
    static String names() {
        return ALL.stream().map(Contender::name).collect(Collectors.joining(","));
    }

    /** The highest steady rate that is tried of any. */
    static int ratesMaxOfAll() {
        return ALL.stream().mapToInt(Contender::ratesMax).max().orElseThrow();
    }

    /** Whether it promises as much as Carillon does, so that the best may be sought among such. */
    boolean isPeer() {
        return kind != Kind.LIMIT && kind != Kind.CARILLON && !equals(WEAKER);
    }

    boolean runsOnNode() {
        return kind == Kind.NODE || kind == Kind.REDIS;
    }

    /** Whether it can do that. */
    boolean does(Step step) {
        return switch (step.workload()) {
            case LATENESS -> step.parameter() <= ratesMax;
            // Two writes and three differ only where jobs are run.
            case DRAIN, LIFE -> true;
            case ENQUEUE, BULK -> !equals(THREE_WRITES);
        };
    }
}
