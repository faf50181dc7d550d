package carillon.time;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ClockTest {

    @Test
    void nano_time_never_runs_backwards() {
        Clock clock = Clock.system();
        long before = clock.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            long after = clock.nanoTime();
            assertTrue(after - before >= 0, "ran back by " + (before - after) + " ns");
            before = after;
        }
    }
}
