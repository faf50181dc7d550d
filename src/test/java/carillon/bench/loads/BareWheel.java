package carillon.bench.loads;

import carillon.time.Clock;
import carillon.wheel.TimingWheel;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.SplittableRandom;

/**
 * A timing wheel and nothing else: timers at a steady rate, each armed two to three seconds ahead of a random instant,
 * as the tasks beside it are created, and polled by one Vert.x timer that is set to the next deadline, as the timer
 * verticle does it. Nothing is stored, sent or recorded.
 */
final class BareWheel extends VerticleBase {

    private static final int SLICE_MILLIS = 50;
    private static final int TIMERS_MAX = 1_000_000;
    private static final int POLL_MAX = 1_000;
    private static final Clock CLOCK = Clock.system();

    private final int perSecond;
    private final Listener listener;
    private final SplittableRandom random = new SplittableRandom(11);
    private final TimingWheel wheel = new TimingWheel(CLOCK.epochMillis(), TIMERS_MAX);
    private final long startNanos = CLOCK.nanoTime();
    private long armed;
    private long alarm = -1;
    private long wakeMillis;

    /** Hears of timers that fire, on the wheel's event loop; instants are microseconds since 1970. */
    interface Listener {
        void fired(long dueMicros, long nowMicros);
    }

    BareWheel(int perSecond, Listener listener) {
        this.perSecond = perSecond;
        this.listener = listener;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(SLICE_MILLIS, slice -> arm());
        return Future.succeededFuture();
    }

    private void arm() {
        long target = Pace.made(perSecond, CLOCK.nanoTime() - startNanos);
        long now = CLOCK.epochMillis();
        for (; armed < target; armed++) {
            wheel.arm(now + Pace.leadMillis(random));
        }
        setAlarm();
    }

    private void ring() {
        alarm = -1;
        wheel.poll(CLOCK.epochMillis(), POLL_MAX, (timer, deadline) -> {
            listener.fired(deadline * 1_000, Wall.micros());
            return true;
        });
        setAlarm();
    }

    private void setAlarm() {
        long next = wheel.nextDeadline();
        if (next == Long.MAX_VALUE || alarm >= 0 && wakeMillis <= next) {
            return;
        }
        if (alarm >= 0) {
            vertx.cancelTimer(alarm);
        }
        wakeMillis = next;
        alarm = vertx.setTimer(Math.max(1, next - CLOCK.epochMillis()), rings -> ring());
    }
}
