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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to disarm one of many timers and to arm another one, all due at random within an hour from an hour on,
 * so that none fires. What an armed timer takes of the heap is printed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseG1GC"})
public class ArmBenchmark {
    private static final int HOUR_MILLIS = 3_600_000;

    @Param({"carillon", "agrona-1k", "agrona-16k", "kafka", "netty", "jdk"})
    public String of = "carillon";

    @Param("1000000")
    public int armed;

    private final SplittableRandom random = new SplittableRandom(20_261_121);
    private TimerSet timers = TimerSet.of(of, 1);

    /** Arms them all. */
    @Setup(Level.Trial)
    public void arm() {
        timers.close();
        long before = usedBytes();
        timers = TimerSet.of(of, armed);
        for (int slot = 0; slot < armed; slot++) {
            timers.arm(slot, someTime());
        }
        double bytes = (usedBytes() - before) / (double) armed - timers.slotBytes();
        System.out.printf("%.1f bytes a timer%n", bytes);
    }

    @TearDown(Level.Trial)
    public void close() {
        timers.close();
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private long someTime() {
        return HOUR_MILLIS + random.nextInt(HOUR_MILLIS);
    }

    /** A timer is disarmed, and another one is armed in its place. */
    @Benchmark
    public void disarmAndArm() {
        int slot = random.nextInt(armed);
        timers.disarm(slot);
        timers.arm(slot, someTime());
    }
}
