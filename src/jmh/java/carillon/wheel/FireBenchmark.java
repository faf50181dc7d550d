package carillon.wheel;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to arm many timers at random instants within a span and to fire them all, each at its instant, one
 * millisecond after the other as fast as may be; divided by their number it is what a timer costs from its arming to
 * its firing. Those whose time is the clock's are left out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseG1GC"})
public class FireBenchmark {

    @Param({"carillon", "agrona-1k", "agrona-16k"})
    public String of = "carillon";

    @Param("1000000")
    public int armed;

    @Param({"16000", "3600000"})
    public int spanMillis;

    private final SplittableRandom random = new SplittableRandom(20_261_121);
    private TimerSet timers = TimerSet.of(of, 1);
    private long now;

    @Setup(Level.Trial)
    public void make() {
        timers = TimerSet.of(of, armed);
    }

    /** Arms them all and fires them all. */
    @Benchmark
    public int armAndFire() {
        for (int slot = 0; slot < armed; slot++) {
            timers.arm(slot, now + 1 + random.nextInt(spanMillis));
        }
        int fired = 0;
        // Agrona's fire with the end of their millisecond.
        for (long end = now + spanMillis + 1; now < end; ) {
            fired += timers.fire(++now);
        }
        if (fired != armed) {
            throw new IllegalStateException("fired " + fired + " of " + armed);
        }
        return fired;
    }
}
