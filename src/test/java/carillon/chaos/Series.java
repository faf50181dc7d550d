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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the runs of a series that were not made yet. */
final class Series implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final ChaosOptions options;
    private final String version = CodeVersion.ofClasses();
    private final Results results;
    private final Map<Kind, Integer> leftOut = new TreeMap<>();
    private final Map<Path, Stage> stages = new HashMap<>();

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
            stages.remove(folderFor(plan.kind()));
            stage.close();
            keep(plan.kind(), run);
        }
    }

    /** Null where the fault cannot be made here. */
    private @Nullable Stage stageFor(Kind kind) {
        if (kind == Kind.WALL_CLOCK_JUMPED && !WallClock.isAvailable()) {
            return null;
        }
        Path folder = folderFor(kind);
        if (!stages.containsKey(folder)) {
            open(kind, folder).map(Series::started).ifPresent(stage -> stages.put(folder, stage));
        }
        return stages.get(folder);
    }

    private Optional<? extends Stage> open(Kind kind, Path folder) {
        return switch (kind) {
            case DISK_FULL -> EmbeddedStage.open(folder);
            case PART_KILLED -> Optional.of(new ApartStage(EmptyFolder.make(folder)));
            default -> Optional.of(new ClusterStage(EmptyFolder.make(folder), options.nodes()));
        };
    }

    private static Stage started(Stage stage) {
        Crew crew = new Crew(stage.watch().api(), stage.processes(), new Ledger());
        if (!crew.awaitReady(START_LIMIT)) {
            stage.close();
            throw new IllegalStateException("the nodes did not start within " + START_LIMIT + "; see their logs");
        }
        return stage;
    }

    private Path folderFor(Kind kind) {
        String name =
                switch (kind) {
                    case DISK_FULL -> "alone";
                    case PART_KILLED -> "apart";
                    default -> "cluster";
                };
        return options.folder().resolve(name);
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

    @Override
    public void close() {
        stages.values().forEach(Stage::close);
    }
}
