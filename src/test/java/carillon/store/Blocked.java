package carillon.store;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/** Waits until statements wait for a lock, or for another number that the server tells. */
final class Blocked {

    private static final String WAITING = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND state = 'active'
            """;

    private Blocked() {}

    static void await(StoreRig rig) {
        await(rig, 1);
    }

    static void await(StoreRig rig, int statements) {
        await(rig, WAITING, waiting -> waiting >= statements);
    }

    /** Or until what would have to wait is done. */
    static void awaitUnless(StoreRig rig, Future<?> done) {
        await(rig, WAITING, waiting -> waiting > 0 || done.isComplete());
    }

    static void await(StoreRig rig, String sql, LongPredicate expected) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!expected.test(rig.number(sql))) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it is still " + rig.number(sql) + " by " + sql);
            }
            Thread.onSpinWait();
        }
    }
}
