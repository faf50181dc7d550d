package carillon.store;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Waits until a statement waits for a lock. */
final class Blocked {

    private static final String WAITING = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND state = 'active'
            """;

    private Blocked() {}

    static void await(StoreRig rig) {
        awaitUnless(rig, Future.future(never -> {}));
    }

    /** Or until what would have to wait is done. */
    static void awaitUnless(StoreRig rig, Future<?> done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!done.isComplete() && rig.number(WAITING) == 0) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("no statement waits for a lock");
            }
            Thread.onSpinWait();
        }
    }
}
