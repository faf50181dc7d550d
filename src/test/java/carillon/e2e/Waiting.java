package carillon.e2e;

import carillon.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until something holds, or fails saying what did not. */
public final class Waiting {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Clock CLOCK = Clock.system();

    private Waiting() {}

    public static void until(Supplier<String> what, BooleanSupplier condition) {
        long start = CLOCK.nanoTime();
        while (!condition.getAsBoolean()) {
            if (CLOCK.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("not within " + LIMIT + ": " + what.get());
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
