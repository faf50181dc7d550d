package carillon.bench.loads;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The pace of a steady load, and how far ahead of its instant each of it is made. */
final class Pace {

    static final int LEAD_MILLIS_MIN = 2_000;
    static final int LEAD_SPREAD_MILLIS = 1_000;
    /** After so long what was made is due. */
    static final int LEAD_MILLIS_MAX = LEAD_MILLIS_MIN + LEAD_SPREAD_MILLIS;

    private Pace() {}

    /** How many are to be made until then. */
    static long made(int perSecond, long elapsedNanos) {
        return Math.round(elapsedNanos / (double) TimeUnit.SECONDS.toNanos(1) * perSecond);
    }

    static int leadMillis(SplittableRandom random) {
        return LEAD_MILLIS_MIN + random.nextInt(LEAD_SPREAD_MILLIS);
    }
}
