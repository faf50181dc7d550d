package carillon.wheel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingWheelTest {
    private static final long START = 1_750_000_000_000L;
    private static final long DAY = 86_400_000;

    private final TimingWheel wheel = new TimingWheel(START, 1_000);

    @ParameterizedTest
    @ValueSource(
            longs = {1, 255, 256, 257, 65_535, 65_536, 65_537, 1L << 24, DAY, 30 * DAY, 4_000 * DAY, 1L << 40, 1L << 60
            })
    void a_timer_fires_on_its_tick_and_not_one_before(long delay) {
        int handle = wheel.arm(START + delay);
        assertEquals(List.of(), Fired.by(wheel, START + delay - 1).handles);
        assertEquals(List.of(handle), Fired.by(wheel, START + delay).handles);
        assertEquals(0, wheel.size());
    }

    @Test
    void nothing_fires_early_when_polled_at_every_tick() {
        for (long delay = 0; delay < 900; delay += 7) {
            wheel.arm(START + delay);
        }
        for (long now = START; now < START + 900; now++) {
            List<Long> due = (now - START) % 7 == 0 ? List.of(now) : List.of();
            assertEquals(due, Fired.by(wheel, now).deadlines);
        }
    }

    @Test
    void a_deadline_in_the_past_fires_at_the_next_poll() {
        wheel.arm(START - DAY);
        wheel.arm(Long.MIN_VALUE);
        wheel.arm(START);
        assertEquals(Long.MIN_VALUE, wheel.nextDeadline());
        assertEquals(List.of(Long.MIN_VALUE, START - DAY, START), Fired.by(wheel, START).deadlines);
    }

    @Test
    void late_timers_fire_in_order_of_deadline_and_of_arming() {
        int third = wheel.arm(START - 5);
        int fourth = wheel.arm(START - 5);
        int first = wheel.arm(START - 9);
        int gone = wheel.arm(START - 7);
        int second = wheel.arm(START - 7);
        int fifth = wheel.arm(START - 5);
        wheel.disarm(gone);
        assertEquals(List.of(first, second, third, fourth, fifth), Fired.by(wheel, START).handles);
    }

    @Test
    void equal_deadlines_keep_the_order_of_arming_through_every_cascade() {
        long deadline = START + 3 * DAY + 12_345;
        int first = wheel.arm(deadline);
        int second = wheel.arm(deadline);
        Fired.by(wheel, START + 2 * DAY);
        int third = wheel.arm(deadline);
        Fired.by(wheel, deadline - 5_000);
        int fourth = wheel.arm(deadline);
        Fired.by(wheel, deadline - 1);
        int fifth = wheel.arm(deadline);
        Fired.by(wheel, deadline - 1);
        int sixth = wheel.arm(deadline);
        assertEquals(List.of(first, second, third, fourth, fifth, sixth), Fired.by(wheel, deadline).handles);
    }

    @Test
    void one_poll_over_a_long_time_hands_out_in_order_of_deadline() {
        for (long delay : new long[] {DAY, 1, 256, 65_536, 100 * DAY, 255, 5, 1L << 24, DAY + 1}) {
            wheel.arm(START + delay);
        }
        List<Long> deadlines = Fired.by(wheel, START + 1_000 * DAY).deadlines;
        assertEquals(deadlines.stream().sorted().toList(), deadlines);
        assertEquals(9, deadlines.size());
    }

    @Test
    void the_farthest_deadline_waits_until_its_own_tick() {
        int handle = wheel.arm(Long.MAX_VALUE);
        assertEquals(List.of(), Fired.by(wheel, Long.MAX_VALUE - 1).handles);
        assertEquals(Long.MAX_VALUE, wheel.nextDeadline());
        assertEquals(List.of(handle), Fired.by(wheel, Long.MAX_VALUE).handles);
        assertEquals(Long.MAX_VALUE, wheel.nextDeadline());
        wheel.arm(START);
        assertEquals(List.of(START), Fired.by(wheel, START).deadlines);
    }

    @Test
    void ticks_below_zero_come_before_those_above() {
        TimingWheel whole = new TimingWheel(Long.MIN_VALUE, 10);
        List<Long> sorted = List.of(Long.MIN_VALUE, -DAY, -1L, 0L, 1L, DAY, Long.MAX_VALUE);
        sorted.reversed().forEach(whole::arm);
        assertEquals(sorted.subList(0, 3), Fired.by(whole, -1).deadlines);
        assertEquals(0, whole.nextDeadline());
        assertEquals(sorted.subList(3, 7), Fired.by(whole, Long.MAX_VALUE).deadlines);
    }

    @Test
    void time_jumping_backwards_fires_nothing_early() {
        wheel.arm(START + 100);
        wheel.arm(START + 100);
        wheel.poll(START + 100, 1, (handle, deadline) -> true);
        long back = START - DAY;
        wheel.arm(back + 50);
        wheel.arm(back + 20);
        assertEquals(List.of(), Fired.by(wheel, back).deadlines);
        assertEquals(back + 20, wheel.nextDeadline());
        assertEquals(List.of(back + 20), Fired.by(wheel, back + 49).deadlines);
        assertEquals(List.of(back + 50, START + 100), Fired.by(wheel, START + 100).deadlines);
    }

    @Test
    void the_limit_bounds_a_poll_and_the_rest_follows_in_order() {
        List<Integer> armed = List.of(wheel.arm(START + 1), wheel.arm(START + 1), wheel.arm(START + 70));
        Fired fired = new Fired();
        assertEquals(0, wheel.poll(START + 100, 0, fired));
        assertEquals(2, wheel.poll(START + 100, 2, fired));
        assertTrue(wheel.nextDeadline() <= START + 100);
        assertEquals(1, wheel.poll(START + 100, 2, fired));
        assertEquals(armed, fired.handles);
        assertThrows(IllegalArgumentException.class, () -> wheel.poll(START, -1, fired));
    }

    @Test
    void a_disarmed_timer_never_fires_and_is_disarmed_once() {
        int near = wheel.arm(START + 1);
        int far = wheel.arm(START + DAY);
        int late = wheel.arm(START - 1);
        for (int handle : new int[] {near, far, late}) {
            assertTrue(wheel.disarm(handle));
            assertFalse(wheel.disarm(handle));
        }
        assertEquals(0, wheel.size());
        assertEquals(Long.MAX_VALUE, wheel.nextDeadline());
        assertEquals(List.of(), Fired.by(wheel, START + 2 * DAY).handles);
    }

    @Test
    void rearming_moves_a_timer_and_puts_it_behind_its_equals() {
        int moved = wheel.arm(START + 5);
        int other = wheel.arm(START + DAY);
        wheel.rearm(moved, START + DAY);
        assertEquals(START + DAY, wheel.deadline(moved));
        assertEquals(List.of(), Fired.by(wheel, START + 5).handles);
        assertEquals(List.of(other, moved), Fired.by(wheel, START + DAY).handles);
    }

    @Test
    void rearming_goes_both_ways_between_late_and_far() {
        int handle = wheel.arm(START + DAY);
        wheel.rearm(handle, START - 1);
        assertEquals(START - 1, wheel.nextDeadline());
        wheel.rearm(handle, START + 10);
        assertEquals(List.of(), Fired.by(wheel, START + 9).handles);
        assertEquals(List.of(handle), Fired.by(wheel, START + 10).handles);
    }

    @Test
    void a_full_wheel_says_so_and_goes_on() {
        TimingWheel small = new TimingWheel(START, 100);
        for (int i = 0; i < 100; i++) {
            assertEquals(i, small.arm(START + i));
        }
        var full = assertThrows(IllegalStateException.class, () -> small.arm(START));
        assertEquals(
                "The wheel is full: 100 timers are armed, which is its capacityMax; disarm or fire some, or build it "
                        + "larger",
                full.getMessage());
        small.disarm(42);
        assertEquals(42, small.arm(START));
        assertEquals(100, Fired.by(small, START + 100).handles.size());
        assertThrows(IllegalArgumentException.class, () -> new TimingWheel(START, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 0, 1, 999, 5_000, Integer.MAX_VALUE})
    void a_handle_of_no_armed_timer_is_refused(int handle) {
        wheel.disarm(wheel.arm(START));
        assertFalse(wheel.disarm(handle));
        assertThrows(IllegalArgumentException.class, () -> wheel.deadline(handle));
        assertThrows(IllegalArgumentException.class, () -> wheel.rearm(handle, START));
    }

    @Test
    void the_worked_example_of_the_package_holds() {
        TimingWheel example = new TimingWheel(100, 3);
        List.of(103L, 300L, 70_000L).forEach(example::arm);
        assertEquals(103, example.nextDeadline());
        assertEquals(List.of(), Fired.by(example, 102).deadlines);
        assertEquals(List.of(103L), Fired.by(example, 103).deadlines);
        assertEquals(256, example.nextDeadline());
        assertEquals(List.of(), Fired.by(example, 256).deadlines);
        assertEquals(300, example.nextDeadline());
        assertEquals(List.of(300L, 70_000L), Fired.by(example, 80_000).deadlines);
        assertEquals(Long.MAX_VALUE, example.nextDeadline());
    }
}
