package carillon.wheel;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import java.util.concurrent.TimeUnit;

/** Netty's wheel of one level, with a tick of a millisecond; a thread of its own turns it. */
final class NettySet implements TimerSet {

    private static final TimerTask NOTHING = timeout -> {};

    private final Timeout[] timeouts;
    private final HashedWheelTimer timer = new HashedWheelTimer(1, TimeUnit.MILLISECONDS, 16_384);

    NettySet(int slots) {
        timeouts = new Timeout[slots];
    }

    @Override
    public void arm(int slot, long millis) {
        timeouts[slot] = timer.newTimeout(NOTHING, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void disarm(int slot) {
        timeouts[slot].cancel();
    }

    @Override
    public int slotBytes() {
        return Integer.BYTES;
    }

    @Override
    public void close() {
        timer.stop();
    }
}
