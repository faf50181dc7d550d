package carillon.timer;

import carillon.time.Clock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** How long a take-over took, step by step, from the report that a member is gone to the first attempt. */
final class TakeOver {

    private static final Logger LOG = System.getLogger(TakeOver.class.getName());
    private static final long NOT_YET = -1;

    private final Clock clock;
    private final long reportedNanos;
    private long boardMillis = NOT_YET;
    private long readMillis = NOT_YET;
    private boolean fired;

    /** Begins with the report. */
    TakeOver(Clock clock) {
        this.clock = clock;
        reportedNanos = clock.nanoTime();
    }

    /** A board that is younger than the report was read. */
    void boardKnown() {
        if (boardMillis == NOT_YET) {
            boardMillis = passed();
        }
    }

    /** The database gave us shards. */
    void taken(int shards) {
        LOG.log(
                Level.INFO,
                "Took over {0} shards {1} ms after the report that their owner is gone; the board was known after"
                        + " {2} ms",
                shards,
                passed(),
                boardMillis);
    }

    /** What is due next was read, of some of them. */
    void read() {
        if (readMillis == NOT_YET) {
            readMillis = passed();
        }
    }

    /** An attempt was ordered. */
    void fired() {
        if (!fired) {
            fired = true;
            LOG.log(
                    Level.INFO,
                    "Fires what was taken over {0} ms after the report; what is due was read after {1} ms",
                    passed(),
                    readMillis);
        }
    }

    private long passed() {
        return Time.millis(clock.nanoTime() - reportedNanos);
    }
}
