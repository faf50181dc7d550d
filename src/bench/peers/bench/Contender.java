package bench;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is measured.
 *
 * @param backlogPerSecond how many jobs wait for a drain for each second of it: more than it runs, so that they last
 * @param ratesMax the highest steady rate that is tried
 */
record Contender(String name, Kind kind, int backlogPerSecond, int ratesMax) {
    enum Kind {
        LIMIT,
        CARILLON,
        JAVA,
        NODE,
        REDIS
    }

    /** What it has answered may be lost with the machine. */
    private static final String WEAKER = "bullmq-everysec";

    static final List<Contender> ALL = List.of(
            new Contender("postgresql", Kind.LIMIT, 200_000, 0),
            new Contender("postgresql-3", Kind.LIMIT, 150_000, 0),
            new Contender("carillon", Kind.CARILLON, 100_000, 10_000),
            new Contender("db-scheduler", Kind.JAVA, 19_000, 10_000),
            new Contender("jobrunr", Kind.JAVA, 6_000, 4_000),
            new Contender("quartz", Kind.JAVA, 800, 1_000),
            new Contender("graphile-worker", Kind.NODE, 50_000, 10_000),
            new Contender("pg-boss", Kind.NODE, 42_000, 10_000),
            new Contender("bullmq", Kind.REDIS, 20_000, 10_000),
            new Contender(WEAKER, Kind.REDIS, 25_000, 10_000));

    /** Those that differ between what is written only where jobs are run. */
    private static final Set<Workload> THREE_WRITES = Set.of(Workload.DRAIN, Workload.LIFE);

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
        return kind != Kind.LIMIT && kind != Kind.CARILLON && !name.equals(WEAKER);
    }

    boolean runsOnNode() {
        return kind == Kind.NODE || kind == Kind.REDIS;
    }

    /** Whether it can do that. */
    boolean does(Step step) {
        return switch (step.workload()) {
            case LATENESS -> step.parameter() <= ratesMax;
            default -> !name.equals("postgresql-3") || THREE_WRITES.contains(step.workload());
        };
    }
}
