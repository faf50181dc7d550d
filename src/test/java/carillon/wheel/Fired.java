package carillon.wheel;

import java.util.ArrayList;
import java.util.List;

/** Accepts every timer and remembers what came, in order. */
final class Fired implements Expiry {
    final List<Integer> handles = new ArrayList<>();
    final List<Long> deadlines = new ArrayList<>();

    @Override
    public boolean expire(int handle, long deadline) {
        handles.add(handle);
        deadlines.add(deadline);
        return true;
    }

    /** Polls without a limit. */
    static Fired by(TimingWheel wheel, long now) {
        Fired fired = new Fired();
        wheel.poll(now, Integer.MAX_VALUE, fired);
        return fired;
    }
}
