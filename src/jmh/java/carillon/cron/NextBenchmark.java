package carillon.cron;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a schedule takes to find its next fire, over a few expressions of all kinds, one after the other; it should
 * allocate nothing. With recorded vectors, it is over every expression of theirs, in its own zone and from its own
 * instant.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NextBenchmark {
    private static final List<String> EXPRESSIONS = List.of(
            "* * * * *",
            "*/5 * * * *",
            "17 * * * *",
            "0,20,40 8-17 * * *",
            "30 2 * * *",
            "0 9 * * 1-5",
            "15 10 * * SAT,SUN",
            "0 0 1 * *",
            "0 0 1,15 * 1",
            "45 23 31 * *",
            "0 4 29 2 *",
            "0 6 1 JAN,JUL *",
            "0 0 L * *",
            "0 18 LW * *",
            "0 12 15W * *",
            "0 7 * * 5L",
            "0 7 * * 2#3",
            "* * * * * *",
            "*/10 30 9 * * MON-FRI",
            "0 0 0 1 1 * 2040");
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"), ZoneId.of("America/New_York"));
    private static final Instant FROM = Instant.parse("2026-03-07T22:13:20Z");

    private CronSchedule[] schedules = new CronSchedule[0];
    private long[] after = new long[0];
    private int at;

    /** Compiles the expressions; the system property {@code vectors} may name the folder of recorded ones. */
    @Setup
    public void parse() throws IOException {
        List<CronSchedule> compiled = new ArrayList<>();
        List<Long> from = new ArrayList<>();
        String vectors = System.getProperty("vectors", "");
        if (vectors.isEmpty()) {
            for (ZoneId zone : ZONES) {
                for (String text : EXPRESSIONS) {
                    compiled.add(schedule(text, zone));
                    from.add(FROM.toEpochMilli());
                }
            }
        } else {
            addRecorded(Path.of(vectors, "cron"), compiled, from);
        }
        schedules = compiled.toArray(CronSchedule[]::new);
        after = from.stream().mapToLong(millis -> millis).toArray();
        System.out.println(schedules.length + " schedules");
    }

    @Benchmark
    public long next() {
        at = at + 1 == schedules.length ? 0 : at + 1;
        return schedules[at].next(after[at]);
    }

    private static void addRecorded(Path folder, List<CronSchedule> compiled, List<Long> from) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder + " is no folder of recorded vectors: correct or omit -Dvectors");
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    add(new JsonObject(line), compiled, from);
                }
            }
        }
    }

    private static void add(JsonObject line, List<CronSchedule> compiled, List<Long> from) {
        if (!line.getString("kind").equals("next")) {
            return;
        }
        String text = line.getString("expr");
        try {
            compiled.add(schedule(text, ZoneId.of(line.getString("zone"))));
            from.add(OffsetDateTime.parse(line.getString("from")).toInstant().toEpochMilli());
        } catch (CronSyntaxException refused) {
            System.out.println("refused: " + text);
        }
    }

    private static CronSchedule schedule(String text, ZoneId zone) throws CronSyntaxException {
        boolean isUnix = CronText.read(text).words().size() <= 5;
        CronExpression expression = CronExpression.parse(text, isUnix ? Dialect.UNIX : Dialect.OCPS);
        return new CronSchedule(expression, zone, Dst.DEFAULT);
    }
}
