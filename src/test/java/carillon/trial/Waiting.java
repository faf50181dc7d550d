package carillon.trial;

import carillon.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits on the thread that conducts a run, which is no event loop. */
public final class Waiting {

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final Clock CLOCK = Clock.system();

    private Waiting() {}

    public static void pause(long millis) {
        until(() -> false, Duration.ofMillis(millis));
    }

    /** Whether the condition held before the limit was over. */
    public static boolean until(BooleanSupplier condition, Duration limit) {
        long start = CLOCK.nanoTime();
        while (!condition.getAsBoolean()) {
            long left = limit.toNanos() - (CLOCK.nanoTime() - start);
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, STEP_NANOS));
        }
        return true;
    }

    /** What the future brings; whoever made it has given it an end. */
    public static <T> T get(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
