package carillon.cron;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * How long a schedule takes to find its next fire, over every expression of the recorded vectors in its own zone and
 * from its own instant, one after the other; it should allocate nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NextBenchmark {
    private CronSchedule[] schedules = new CronSchedule[0];
    private long[] after = new long[0];
    private int at;

    /** Compiles the expressions; the folder is named by the system property {@code vectors}. */
    @Setup
    public void parse() throws IOException {
        Path folder = Path.of(System.getProperty("vectors", ""), "cron");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("no recorded vectors; run with -Dvectors=FOLDER");
        }
        List<CronSchedule> compiled = new ArrayList<>();
        List<Long> from = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    add(new JsonObject(line), compiled, from);
                }
            }
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

    private static void add(JsonObject line, List<CronSchedule> compiled, List<Long> from) {
        if (!line.getString("kind").equals("next")) {
            return;
        }
        String text = line.getString("expr");
        boolean isUnix = CronText.read(text).words().size() <= 5;
        try {
            CronExpression expression = CronExpression.parse(text, isUnix ? Dialect.UNIX : Dialect.OCPS);
            compiled.add(new CronSchedule(expression, ZoneId.of(line.getString("zone")), Dst.DEFAULT));
            from.add(OffsetDateTime.parse(line.getString("from")).toInstant().toEpochMilli());
        } catch (CronSyntaxException refused) {
            System.out.println("refused: " + text);
        }
    }
}
