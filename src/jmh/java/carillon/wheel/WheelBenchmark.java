package carillon.wheel;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a timer costs on a wheel that holds others, due at random within an hour. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WheelBenchmark {
    private static final int HOUR_MILLIS = 3_600_000;
    private static final int THOUSAND = 1_000;

    @Param({"1000", "1000000"})
    public int others;

    private final SplittableRandom random = new SplittableRandom(20_261_121);
    private TimingWheel wheel = new TimingWheel(0, 1);

    /** Arms the others, later than an hour, so that none of them fires. */
    @Setup(Level.Trial)
    public void arm() {
        wheel = new TimingWheel(0, others + THOUSAND);
        for (int i = 0; i < others; i++) {
            wheel.arm(HOUR_MILLIS + random.nextInt(HOUR_MILLIS));
        }
    }

    /** A timer is armed and disarmed. */
    @Benchmark
    public boolean armAndDisarm() {
        return wheel.disarm(wheel.arm(random.nextInt(HOUR_MILLIS)));
    }

    /** A thousand timers are armed that are due, and fired in one poll; per timer. */
    @Benchmark
    @OperationsPerInvocation(THOUSAND)
    public int armAndFire() {
        for (int i = 0; i < THOUSAND; i++) {
            wheel.arm(0);
        }
        return wheel.poll(0, THOUSAND, (handle, deadline) -> true);
    }
}
