package carillon.wheel;

import java.util.concurrent.TimeUnit;
import org.agrona.DeadlineTimerWheel;

/** Agrona's wheel of one level, with a tick of a millisecond. */
final class AgronaSet implements TimerSet {

    private static final DeadlineTimerWheel.TimerHandler CONSUMED = (unit, now, id) -> true;

    private final long[] ids;
    private final DeadlineTimerWheel wheel;

    AgronaSet(int slots, int ticksPerWheel) {
        ids = new long[slots];
        wheel = new DeadlineTimerWheel(TimeUnit.MILLISECONDS, 0, 1, ticksPerWheel);
    }

    @Override
    public void arm(int slot, long millis) {
        ids[slot] = wheel.scheduleTimer(millis);
    }

    @Override
    public void disarm(int slot) {
        wheel.cancelTimer(ids[slot]);
    }

    /** A poll looks at one tick, and fires in it whatever is due at the time that it is given. */
    @Override
    public int fire(long millis) {
        int fired = 0;
        while (wheel.currentTickTime() <= millis) {
            fired += wheel.poll(millis, CONSUMED, Integer.MAX_VALUE);
        }
        return fired;
    }

    @Override
    public int slotBytes() {
        return Long.BYTES;
    }
}
