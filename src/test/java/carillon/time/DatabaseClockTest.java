package carillon.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rule 7: one clock, erring late. */
class DatabaseClockTest {

    private static final long MILLI = 1_000_000;

    private long nanos = 5_000 * MILLI;
    private long wall;
    private final DatabaseClock database = new DatabaseClock(new Clock() {
        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public long epochMillis() {
            return wall;
        }
    });

    @Test
    void before_the_first_sample_there_is_no_time() {
        assertThrows(IllegalStateException.class, database::earliest);
    }

    @Test
    void the_servers_time_lies_between_earliest_and_latest() {
        database.sample(nanos - 8 * MILLI, nanos, 1_000_000_000L);
        assertEquals(1_000_000, database.earliest());
        assertEquals(1_000_008, database.latest());
    }

    @Test
    void a_jump_of_this_hosts_wall_clock_changes_nothing() {
        database.sample(nanos, nanos, 1_000_000_000L);
        wall = Long.MAX_VALUE;
        assertEquals(1_000_000, database.earliest());
    }

    @Test
    void a_slow_answer_does_not_spoil_a_quick_one() {
        database.sample(nanos - MILLI, nanos, 1_000_000_000L);
        nanos += 100 * MILLI;
        database.sample(nanos - 90 * MILLI, nanos, 1_000_000_000L + 20_000);
        assertTrue(database.earliest() >= 1_000_099, "at " + database.earliest());
    }

    @Test
    void when_the_server_is_set_back_it_is_followed() {
        database.sample(nanos, nanos, 1_000_000_000L);
        nanos += 1_000 * MILLI;
        database.sample(nanos, nanos, 900_000_000L);
        assertEquals(900_000, database.earliest());
    }

    @Test
    void it_is_never_early_whatever_the_answers_took_and_although_the_clocks_drift() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            double rate = 1 + (random.nextDouble() - 0.5) * 0.0003;
            long origin = nanos;
            for (int i = 0; i < 50; i++) {
                long sent = nanos;
                nanos += random.nextLong(20 * MILLI);
                long read = (long) (1e12 + round * 1e9 + (nanos - origin) * rate / 1_000);
                nanos += random.nextLong(20 * MILLI);
                database.sample(sent, nanos, read);
                nanos += random.nextLong(2_000 * MILLI);
                double now = (1e12 + round * 1e9 + (nanos - origin) * rate / 1_000) / 1_000;
                assertTrue(database.earliest() <= now, "early in round " + round + ", seed " + seed);
                assertTrue(database.latest() >= now, "late in round " + round + ", seed " + seed);
            }
        }
    }
}
