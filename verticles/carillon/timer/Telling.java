package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.AttemptResult;
import carillon.message.Inheritance;
import carillon.message.StoreMessage.Done;
import carillon.message.TimerMessage.HandOver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * A slice on its way to the next owner of its shards: told again while nobody answers, until that owner is about to
 * reclaim what came without it. The results of the attempts that it names follow behind it, for before it nobody there
 * knows them.
 *
 * <p>Told twice is heard once, because its terms are known by then. An owner of an earlier version does not look at
 * them, and would await anew what has ended, or believe to own what it gave on. So it is told again by a message that
 * such an owner does not know: it answers to the first one like any other, refuses the second one, and is told no more.
 */
final class Telling implements Reply<Done> {

    /** Within less than the two boards after which the next owner goes without. */
    static final int TIMES_MAX = 3;

    static final long TIMEOUT_MILLIS = 300;

    private static final Logger LOG = System.getLogger(Telling.class.getName());

    private final Time time;
    private final Ports ports;
    private final String to;
    private final HandOver slice;
    private final List<AttemptResult> behind = new ArrayList<>();
    private int times;
    private long toldNanos;
    private boolean unheard;
    private boolean over;

    Telling(Time time, Ports ports, String to, HandOver slice) {
        this.time = time;
        this.ports = ports;
        this.to = to;
        this.slice = slice;
    }

    void tell() {
        times++;
        unheard = false;
        toldNanos = time.clock.nanoTime();
        ports.handOver(to, slice, times > 1, this);
    }

    /** Tells it again if that was not heard, but not in a row where nobody is there at all. */
    void proceed() {
        if (unheard && time.clock.nanoTime() - toldNanos >= Time.nanos(TIMEOUT_MILLIS)) {
            tell();
        }
    }

    /** Sends a result behind it. */
    void forward(AttemptResult result) {
        if (over) {
            ports.forward(to, List.of(result));
        } else {
            behind.add(result);
        }
    }

    /** Whether it was heard, or will be told no more. */
    boolean isOver() {
        return over;
    }

    @Override
    public void answered(Done heard) {
        end();
    }

    @Override
    public void failed(BusFailure failure) {
        if (times < TIMES_MAX && failure.code() != FailureCode.REFUSED) {
            unheard = true;
            return;
        }
        LOG.log(
                Level.WARNING,
                "The next owner of shards {0} did not answer to their hand-over, and may have to reclaim them: {1}",
                slice.shards().stream().map(Inheritance::holding).toList(),
                failure.getMessage());
        end();
    }

    private void end() {
        over = true;
        if (!behind.isEmpty()) {
            ports.forward(to, List.copyOf(behind));
        }
    }
}
