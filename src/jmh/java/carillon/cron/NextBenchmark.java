package carillon.cron;

import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long a schedule takes to find its next fire, walking on from fire to fire; it should allocate nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NextBenchmark {
    private static final long START = 1_767_225_600_000L;

    @Param({"*/5 * * * *", "30 2 * * *", "0 9 LW * *", "0 0 29 2 *", "0 0 30 2 *"})
    public String expression = "";

    @Param({"UTC", "Europe/Paris"})
    public String zone = "";

    private CronSchedule schedule = schedule("* * * * *", "UTC");
    private long at = START;

    @Setup
    public void parse() {
        schedule = schedule(expression, zone);
    }

    @Benchmark
    public long next() {
        long fire = schedule.next(at);
        at = fire == CronSchedule.NEVER ? START : fire;
        return fire;
    }

    private static CronSchedule schedule(String text, String zone) {
        return new CronSchedule(CronExpression.parse(text, Dialect.UNIX), ZoneId.of(zone), Dst.DEFAULT);
    }
}
