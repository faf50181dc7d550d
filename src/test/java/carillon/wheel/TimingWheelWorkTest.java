package carillon.wheel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a poll does, counted in polls and moves, never in time. */
class TimingWheelWorkTest {
    private static final long DAY = 86_400_000;

    @Test
    void a_loop_that_sleeps_until_the_next_deadline_wakes_early_at_most_once_a_level() {
        for (long delay = 1; delay < 1_000 * DAY; delay = delay * 3 + 1) {
            for (long start = 5; start < DAY; start = start * 7 + 3) {
                TimingWheel wheel = new TimingWheel(start, 1);
                wheel.arm(start + delay);
                int wakeups = 1;
                long now = wheel.nextDeadline();
                for (; Fired.by(wheel, now).handles.isEmpty(); wakeups++) {
                    assertTrue(wheel.nextDeadline() > now, "a busy wake-up at " + now + " of " + start);
                    now = wheel.nextDeadline();
                }
                assertEquals(start + delay, now);
                assertTrue(wakeups <= (delay <= DAY ? 4 : Buckets.LEVELS), wakeups + " polls for a delay of " + delay);
            }
        }
    }

    @Test
    void each_timer_cascades_at_most_once_a_level() {
        int timers = 500;
        TimingWheel wheel = new TimingWheel(0, timers, 1);
        IntStream.range(0, timers).forEach(i -> wheel.arm(DAY + i * 10L));
        int polls = 0;
        for (; wheel.size() > 0; polls++) {
            wheel.poll(wheel.nextDeadline(), Integer.MAX_VALUE, new Fired());
        }
        // One cascade a poll: no more polls than timers times levels below the fourth, and one for each deadline.
        assertTrue(polls > timers && polls <= timers * 4, polls + " polls");
    }

    @Test
    void a_large_cascade_is_spread_over_polls_and_loses_no_order() {
        TimingWheel wheel = new TimingWheel(0, 1_000, 10);
        List<Integer> elders =
                IntStream.range(0, 100).map(i -> wheel.arm(DAY)).boxed().toList();
        long bucketStart = wheel.nextDeadline();
        assertEquals(List.of(), Fired.by(wheel, bucketStart).handles);
        assertEquals(bucketStart, wheel.nextDeadline());
        List<Integer> younger =
                IntStream.range(0, 50).map(i -> wheel.arm(DAY)).boxed().toList();
        Fired fired = new Fired();
        int empty = 0;
        while (wheel.size() > 0) {
            empty += wheel.poll(DAY, Integer.MAX_VALUE, fired) == 0 ? 1 : 0;
            assertTrue(wheel.size() == 0 || wheel.nextDeadline() <= DAY);
        }
        assertEquals(elders, fired.handles.subList(0, 100));
        assertEquals(younger, fired.handles.subList(100, 150));
        assertTrue(empty >= 9, empty + " polls that only cascaded");
    }

    @Test
    void what_is_armed_meanwhile_does_not_keep_a_cascade_from_its_end() {
        TimingWheel wheel = new TimingWheel(0, 1_000, 1);
        int elder = wheel.arm(70_000);
        wheel.arm(70_000);
        Fired.by(wheel, 65_536);
        Fired fired = new Fired();
        for (int polls = 0; fired.handles.isEmpty(); polls++) {
            assertTrue(polls < 10, "nothing fires");
            wheel.arm(70_000);
            wheel.poll(80_000, Integer.MAX_VALUE, fired);
        }
        assertEquals(elder, fired.handles.getFirst());
    }

    @Test
    void time_over_which_nothing_is_armed_costs_nothing() {
        // Walking 2^64 ticks one by one would not end.
        TimingWheel wheel = new TimingWheel(Long.MIN_VALUE, 2, 20);
        wheel.arm(0);
        wheel.arm(Long.MAX_VALUE);
        assertEquals(List.of(0L, Long.MAX_VALUE), Fired.by(wheel, Long.MAX_VALUE).deadlines);
    }

    @Test
    void a_wheel_polled_while_empty_keeps_up_with_time_so_that_a_near_timer_needs_no_cascade() {
        TimingWheel wheel = new TimingWheel(0, 1, 0);
        Fired.by(wheel, 10 * DAY);
        wheel.arm(10 * DAY + 5);
        assertEquals(10 * DAY + 5, wheel.nextDeadline());
        assertEquals(List.of(10 * DAY + 5), Fired.by(wheel, 10 * DAY + 5).deadlines);
    }

    @Test
    void a_bucket_emptied_while_it_cascades_holds_nobody_up() {
        TimingWheel wheel = new TimingWheel(0, 10, 1);
        int first = wheel.arm(70_000);
        int second = wheel.arm(70_000);
        Fired.by(wheel, 65_536);
        wheel.disarm(first);
        wheel.disarm(second);
        assertEquals(Long.MAX_VALUE, wheel.nextDeadline());
        int last = wheel.arm(65_540);
        assertEquals(List.of(last), Fired.by(wheel, 65_540).handles);
    }

    @Test
    void a_million_timers_take_thirteen_bytes_each() {
        int timers = 1_000_000;
        TimingWheel wheel = new TimingWheel(0, timers);
        IntStream.range(0, timers).forEach(i -> wheel.arm(i * 7L));
        assertTrue(wheel.bytes() <= 13L * timers, wheel.bytes() + " bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 29, 31, 60})
    void those_that_stay_of_many_that_were_disarmed_take_23_bytes_at_most(int oneOf) {
        int batch = 10_000;
        TimingWheel wheel = new TimingWheel(0, 1_000_000);
        while (wheel.size() < 100_000) {
            int[] handles = IntStream.range(0, batch).map(i -> wheel.arm(DAY)).toArray();
            IntStream.range(0, batch).filter(i -> i % oneOf != 0).forEach(i -> wheel.disarm(handles[i]));
        }
        assertTrue(wheel.bytes() <= 23L * (wheel.size() + batch), wheel.bytes() + " bytes");
    }

    @Test
    void a_wheel_of_which_most_was_disarmed_keeps_its_order() {
        TimingWheel wheel = new TimingWheel(0, 10_000);
        Random random = new Random(7);
        List<Integer> left = new ArrayList<>();
        IntStream.range(0, 10_000).map(i -> wheel.arm(DAY + i / 1_000)).forEach(left::add);
        while (left.size() > 500) {
            assertTrue(wheel.disarm(left.remove(random.nextInt(left.size()))));
        }
        assertEquals(left, Fired.by(wheel, 2 * DAY).handles);
    }
}
