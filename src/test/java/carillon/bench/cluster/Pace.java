package carillon.bench.cluster;

import carillon.time.Clock;
import java.util.concurrent.TimeUnit;

/** How many tasks a load makes, and how far ahead they are due. */
sealed interface Pace {

    /** How many may be made now. */
    int room(Tasks made);

    /** By how much a task is due after it is made. */
    long leadMillis(int number);

    /** So many a second from the start on, due two to five seconds ahead and so spread over every millisecond. */
    record Steady(int perSecond, long startNanos) implements Pace {

        private static final int LEAD_MILLIS_MIN = 2_000;
        private static final int LEAD_SPREAD_MILLIS = 3_000;
        /** Shares no factor with the spread, so that as many tasks hit each of its milliseconds. */
        private static final long STRIDE_MILLIS = 1_237;

        @Override
        public int room(Tasks made) {
            long elapsed = Clock.system().nanoTime() - startNanos;
            return (int) (elapsed * perSecond / TimeUnit.SECONDS.toNanos(1)) - made.count();
        }

        @Override
        public long leadMillis(int number) {
            return LEAD_MILLIS_MIN + number * STRIDE_MILLIS % LEAD_SPREAD_MILLIS;
        }
    }

    /** As fast as they arrive, due at once; so many may be under way. */
    record FlatOut(int underWayMax, Arrivals arrivals) implements Pace {

        @Override
        public int room(Tasks made) {
            return underWayMax - (made.count() - arrivals.count());
        }

        @Override
        public long leadMillis(int number) {
            return 0;
        }
    }
}
