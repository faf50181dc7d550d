package carillon.wheel;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The JDK's executor, a heap of tasks that remove themselves when they are cancelled. */
final class JdkSet implements TimerSet {

    private static final Runnable NOTHING = () -> {};

    private final Future<?>[] futures;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);

    JdkSet(int slots) {
        futures = new Future<?>[slots];
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void arm(int slot, long millis) {
        futures[slot] = executor.schedule(NOTHING, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void disarm(int slot) {
        futures[slot].cancel(false);
    }

    @Override
    public int slotBytes() {
        return Integer.BYTES;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
