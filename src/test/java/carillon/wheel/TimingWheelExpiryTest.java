package carillon.wheel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an expiry may do from within a poll. */
class TimingWheelExpiryTest {
    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final long NOW = 1_000;

    private final TimingWheel wheel = new TimingWheel(0, 100);
    private final List<Integer> fired = new ArrayList<>();

    /** An expiry that notes the timer, does the deed and accepts. */
    private Expiry noting(Runnable deed) {
        return (handle, deadline) -> {
            fired.add(handle);
            deed.run();
            return true;
        };
    }

    @Test
    void a_timer_of_the_same_tick_disarmed_by_the_one_before_does_not_fire() {
        int first = wheel.arm(NOW);
        int second = wheel.arm(NOW);
        int third = wheel.arm(NOW);
        assertEquals(2, wheel.poll(NOW, NO_LIMIT, noting(() -> wheel.disarm(second))));
        assertEquals(List.of(first, third), fired);
    }

    @Test
    void a_timer_may_disarm_itself_while_in_hand_even_if_refused() {
        int handle = wheel.arm(NOW);
        int other = wheel.arm(NOW);
        int count = wheel.poll(NOW, NO_LIMIT, (inHand, deadline) -> {
            assertTrue(wheel.disarm(inHand));
            assertFalse(wheel.disarm(inHand));
            return false;
        });
        assertEquals(0, count);
        assertEquals(1, wheel.size());
        assertFalse(wheel.disarm(handle));
        assertEquals(List.of(other), Fired.by(wheel, NOW).handles);
    }

    @Test
    void a_handle_used_again_while_its_last_timer_is_in_hand_belongs_to_the_new_timer() {
        int handle = wheel.arm(NOW);
        wheel.poll(NOW, NO_LIMIT, noting(() -> {
            wheel.disarm(handle);
            assertEquals(handle, wheel.arm(NOW + 5));
        }));
        assertEquals(NOW + 5, wheel.deadline(handle));
        assertEquals(List.of(handle), Fired.by(wheel, NOW + 5).handles);
    }

    @Test
    void a_timer_re_armed_while_in_hand_is_not_consumed() {
        int handle = wheel.arm(NOW);
        assertEquals(1, wheel.poll(NOW, NO_LIMIT, noting(() -> wheel.rearm(handle, NOW + 10))));
        assertEquals(List.of(), Fired.by(wheel, NOW + 9).handles);
        assertEquals(List.of(handle), Fired.by(wheel, NOW + 10).handles);
        assertEquals(0, wheel.size());
    }

    @Test
    void a_timer_re_armed_for_now_while_in_hand_waits_for_the_next_poll() {
        int handle = wheel.arm(NOW);
        Expiry again = noting(() -> wheel.rearm(handle, NOW));
        assertEquals(1, wheel.poll(NOW, NO_LIMIT, again));
        assertEquals(NOW, wheel.nextDeadline());
        assertEquals(1, wheel.poll(NOW, NO_LIMIT, again));
        assertEquals(List.of(handle, handle), fired);
    }

    @Test
    void timers_armed_from_within_a_poll_wait_for_the_next_one_and_keep_their_order() {
        int first = wheel.arm(NOW);
        wheel.poll(NOW, NO_LIMIT, noting(() -> {
            wheel.arm(NOW);
            wheel.arm(NOW - 1);
            wheel.arm(NOW + 1);
            wheel.arm(-1);
            assertEquals(Long.MIN_VALUE, wheel.nextDeadline());
        }));
        assertEquals(List.of(first), fired);
        assertEquals(-1, wheel.nextDeadline());
        assertEquals(List.of(-1L, NOW - 1, NOW, NOW + 1), Fired.by(wheel, NOW + 1).deadlines);
    }

    @Test
    void a_timer_armed_from_within_a_poll_comes_behind_its_elders_that_the_limit_left() {
        int first = wheel.arm(NOW);
        int elder = wheel.arm(NOW);
        List<Integer> armed = new ArrayList<>();
        wheel.poll(NOW, 1, noting(() -> armed.add(wheel.arm(NOW))));
        assertEquals(List.of(first), fired);
        assertEquals(List.of(elder, armed.getFirst()), Fired.by(wheel, NOW).handles);
    }

    @Test
    void a_timer_set_aside_may_still_be_disarmed() {
        wheel.arm(NOW);
        wheel.poll(NOW, NO_LIMIT, noting(() -> wheel.disarm(wheel.arm(NOW))));
        assertEquals(0, wheel.size());
        assertEquals(List.of(), Fired.by(wheel, NOW).handles);
    }

    @Test
    void a_refused_timer_ends_the_poll_and_is_offered_again_first() {
        List<Integer> armed = List.of(wheel.arm(NOW - 1), wheel.arm(NOW), wheel.arm(NOW));
        assertEquals(1, wheel.poll(NOW, NO_LIMIT, (handle, deadline) -> deadline < NOW));
        assertEquals(NOW, wheel.nextDeadline());
        assertEquals(0, wheel.poll(NOW, NO_LIMIT, (handle, deadline) -> false));
        assertEquals(armed.subList(1, 3), Fired.by(wheel, NOW).handles);
    }

    @Test
    void a_late_timer_that_is_refused_keeps_its_place_as_well() {
        List<Integer> armed = List.of(wheel.arm(-5), wheel.arm(-5));
        assertEquals(0, wheel.poll(NOW, NO_LIMIT, (handle, deadline) -> false));
        assertEquals(armed, Fired.by(wheel, NOW).handles);
    }

    @Test
    void an_expiry_that_throws_consumes_its_timer_and_the_others_fire() {
        int first = wheel.arm(NOW - 1);
        int second = wheel.arm(NOW);
        int third = wheel.arm(NOW);
        RuntimeException thrown = assertThrows(
                IllegalStateException.class,
                () -> wheel.poll(NOW, NO_LIMIT, (handle, deadline) -> {
                    fired.add(handle);
                    if (handle != second) {
                        throw new IllegalStateException("timer " + handle);
                    }
                    return true;
                }));
        assertEquals(List.of(first, second, third), fired);
        assertEquals("timer " + first, thrown.getMessage());
        assertEquals("timer " + third, thrown.getSuppressed()[0].getMessage());
        assertEquals(0, wheel.size());
    }

    @Test
    void one_error_thrown_again_and_again_is_thrown_once() {
        wheel.arm(NOW);
        wheel.arm(NOW);
        AssertionError same = new AssertionError("the same");
        Expiry throwing = (handle, deadline) -> {
            throw same;
        };
        assertSame(same, assertThrows(AssertionError.class, () -> wheel.poll(NOW, NO_LIMIT, throwing)));
        assertEquals(0, same.getSuppressed().length);
        assertEquals(0, wheel.size());
    }

    @Test
    void a_timer_re_armed_before_its_expiry_throws_stays_armed() {
        int handle = wheel.arm(NOW);
        Expiry throwing = noting(() -> {
            wheel.rearm(handle, NOW + 1);
            throw new IllegalStateException("after re-arming");
        });
        assertThrows(IllegalStateException.class, () -> wheel.poll(NOW, NO_LIMIT, throwing));
        assertEquals(List.of(handle), Fired.by(wheel, NOW + 1).handles);
    }

    @Test
    void a_poll_within_a_poll_is_refused_and_the_outer_one_goes_on() {
        wheel.arm(NOW);
        wheel.arm(NOW);
        assertEquals(
                2,
                wheel.poll(
                        NOW,
                        NO_LIMIT,
                        noting(() -> assertThrows(
                                IllegalStateException.class, () -> wheel.poll(NOW, NO_LIMIT, new Fired())))));
    }
}
