package carillon.timer;

import io.vertx.core.Vertx;

/** One Vert.x timer, set to when its owner has something to do next. For the owner's event loop only. */
final class Alarm {

    private static final long UNSET = Long.MIN_VALUE;

    private final Vertx vertx;
    private final Owner owner;
    private long timer = UNSET;
    private long wakeNanos;

    Alarm(Vertx vertx, Owner owner) {
        this.vertx = vertx;
        this.owner = owner;
    }

    /** Sets the timer anew if the owner wants to be woken earlier, and cancels it if it does not want to be. */
    void set() {
        long millis = owner.nextWakeMillis();
        if (millis == Long.MAX_VALUE) {
            cancel();
            return;
        }
        long wake = owner.nanosIn(millis);
        if (timer == UNSET || wake - wakeNanos < 0) {
            cancel();
            wakeNanos = wake;
            timer = vertx.setTimer(Math.max(1, millis), id -> ring());
        }
    }

    void cancel() {
        if (timer != UNSET) {
            vertx.cancelTimer(timer);
            timer = UNSET;
        }
    }

    private void ring() {
        timer = UNSET;
        owner.turn();
        set();
    }
}
