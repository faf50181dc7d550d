package carillon.chaos;

import carillon.time.Clock;
import carillon.trial.Crew;
import carillon.trial.EmptyFolder;
import carillon.trial.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the runs of a series that were not made yet. */
final class Series implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final ChaosOptions options;
    private final String version = CodeVersion.ofClasses();
    private final Results results;
    private final Map<Kind, Integer> leftOut = new TreeMap<>();
    private @Nullable Stage cluster;
    private @Nullable Stage alone;

    private Series(ChaosOptions options) {
        this.options = options;
        try {
            Files.createDirectories(options.folder());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        results = new Results(options.folder().resolve("results.jsonl"));
    }

    /** Makes them, and tells those of this version and series, the ones of earlier days included. */
    static List<Result> make(ChaosOptions options) {
        System.out.println("chaos.seed is " + options.seed() + "; to go on, or to do it again with another"
                + " chaos.folder: " + options.command());
        try (Series series = new Series(options)) {
            series.makeAll();
            System.out.println(Summary.of(series.results.all(), series.version));
            series.leftOut.forEach((kind, runs) ->
                    System.out.println("left out: " + runs + " runs of " + kind + ", which cannot be done here"));
            return series.results.all().stream()
                    .filter(result -> result.isOf(series.version, options))
                    .toList();
        }
    }

    private void makeAll() {
        long end = Clock.system().nanoTime() + TimeUnit.MINUTES.toNanos(options.minutes());
        for (int run = options.first(); run < options.first() + options.runs(); run++) {
            if (options.minutes() > 0 && Clock.system().nanoTime() - end > 0) {
                System.out.println("chaos.minutes are over; the same command goes on");
                return;
            }
            if (!results.has(version, options, run)) {
                make(run);
            }
        }
    }

    private void make(int run) {
        Plan plan = Plan.of(options.seed(), run, options.nodes());
        Stage stage = stageFor(plan.kind());
        if (stage == null) {
            leftOut.merge(plan.kind(), 1, Integer::sum);
            return;
        }
        String faults = plan.strikes().toString();
        Outcome outcome = new ChaosRun(stage, plan, options.rate(), options.seed() + run, "run-" + run + "-").make();
        Result result = new Result(version, options.seed(), options.nodes(), run, plan.kind(), faults, outcome);
        results.add(result);
        System.out.println("run " + run + " " + faults + ": " + outcome);
        if (result.isBroken()) {
            System.out.println("  again: " + options.only(run).command());
            close(stage);
            keep(plan.kind(), run);
        }
    }

    /** Null where the fault cannot be made here. */
    private @Nullable Stage stageFor(Kind kind) {
        if (kind == Kind.DISK_FULL) {
            if (alone == null) {
                alone = EmbeddedStage.open(folderFor(kind)).map(Series::started).orElse(null);
            }
            return alone;
        }
        if (kind == Kind.WALL_CLOCK_JUMPED && !WallClock.isAvailable()) {
            return null;
        }
        if (cluster == null) {
            cluster = started(new ClusterStage(EmptyFolder.make(folderFor(kind)), options.nodes()));
        }
        return cluster;
    }

    private static Stage started(Stage stage) {
        Crew crew = new Crew(stage.watch().api(), stage.nodes(), new Ledger());
        if (!crew.awaitReady(START_LIMIT)) {
            stage.close();
            throw new IllegalStateException("the nodes did not start within " + START_LIMIT + "; see their logs");
        }
        return stage;
    }

    private Path folderFor(Kind kind) {
        return options.folder().resolve(kind == Kind.DISK_FULL ? "alone" : "cluster");
    }

    /** What a broken run left behind stays, whatever comes next: the logs, and the database. */
    private void keep(Kind kind, int run) {
        try {
            Path kept = EmptyFolder.make(options.folder().resolve("broken-" + options.seed() + "-" + run));
            Files.move(folderFor(kind), kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void close(Stage stage) {
        stage.close();
        if (stage.equals(cluster)) {
            cluster = null;
        } else {
            alone = null;
        }
    }

    @Override
    public void close() {
        Stream.of(cluster, alone).filter(Objects::nonNull).toList().forEach(this::close);
    }
}
