package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    /** Near its end the monotonic clock overflows, which is allowed to it. */
    private static final long START = Long.MAX_VALUE - PAUSE;

    private final Pace pace = new Pace(5, 3, START);

    @Test
    void so_many_pass_at_once_and_the_next_one_a_pause_later() {
        for (int i = 0; i < 3; i++) {
            assertEquals(0, pace.waitNanos(START));
            pace.pass(START);
        }
        assertEquals(PAUSE, pace.waitNanos(START));
        assertEquals(1, pace.waitNanos(START + PAUSE - 1));
        assertEquals(0, pace.waitNanos(START + PAUSE));
    }

    @Test
    void what_was_not_used_is_saved_up_to_so_many_and_no_more() {
        long later = START + 100 * PAUSE;
        for (int i = 0; i < 3; i++) {
            assertEquals(0, pace.waitNanos(later));
            pace.pass(later);
        }
        assertEquals(PAUSE, pace.waitNanos(later));
    }

    @Test
    void over_a_long_time_one_passes_each_pause() {
        int passed = 0;
        for (long now = START; now - START < 1_000 * PAUSE; now += PAUSE / 10) {
            if (pace.waitNanos(now) == 0) {
                pace.pass(now);
                passed++;
            }
        }
        assertEquals(1_002, passed);
    }
}
