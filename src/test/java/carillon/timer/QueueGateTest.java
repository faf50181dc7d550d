package carillon.timer;

import static carillon.timer.Waiters.limited;
import static carillon.timer.Waiters.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Occurrence;
import carillon.message.QueueState;
import carillon.task.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A gate on a clock that the test sets. */
class QueueGateTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long TIMEOUT_MILLIS = 30_000;
    private static final long GRACE = StartWindow.GRACE_NANOS;

    private QueueGate gate = new QueueGate(QueueState.of("q"));
    private long now = 7 * SECOND;
    private int number;

    @Test
    void no_more_run_at_once_than_the_limit_and_each_end_lets_one_in() {
        limit(2, null);
        wait(4);
        begin();
        begin();
        assertShut();
        end(0);
        begin();
        assertShut();
        end(2);
        end(1);
        begin();
    }

    @Test
    void an_order_takes_up_room_before_it_is_known_to_have_begun() {
        limit(1, null);
        wait(2);
        order();
        now += 5 * SECOND;
        assertShut();
    }

    @Test
    void one_that_is_being_written_down_takes_up_room() {
        limit(1, null);
        wait(2);
        Entry first = next();
        gate.remove(first);
        gate.charge(first);
        assertShut();
        gate.remove(first);
        assertEquals(0, left());
    }

    @Test
    void nothing_overtakes_one_that_is_being_written_down() {
        wait(2);
        Entry first = next();
        gate.remove(first);
        gate.charge(first);
        assertShut();
        gate.add(Waiters.of("urgent", Priority.URGENT, 99, 0));
        assertEquals(0, left(), "it would go first in any case");
    }

    @Test
    void urgent_ones_go_first_and_within_a_priority_the_one_that_was_due_first() {
        gate.add(Waiters.of("b1", Priority.BACKGROUND, 1, 0));
        gate.add(Waiters.of("n5", Priority.NORMAL, 5, 0));
        gate.add(Waiters.of("n2", Priority.NORMAL, 2, 0));
        gate.add(Waiters.of("u9", Priority.URGENT, 9, 0));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(next().pending.id());
            begin();
        }
        assertEquals(List.of("u9", "n2", "n5", "b1"), ids);
    }

    @Test
    void the_next_order_waits_until_the_one_before_has_begun_but_no_longer_than_five_seconds() {
        wait(2);
        order();
        assertEquals(QueueGate.PATIENCE_NANOS, left());
        now += QueueGate.PATIENCE_NANOS;
        assertEquals(0, left());
    }

    @Test
    void the_rate_holds_in_every_second_and_not_only_from_one_full_second_to_the_next() {
        limit(null, 4.0);
        wait(12);
        List<Long> starts = new ArrayList<>();
        // Begin where a count by whole seconds would let eight in at once.
        now += 900 * MILLI;
        while (starts.size() < 12) {
            now += left();
            starts.add(now);
            begin();
            end(starts.size() - 1);
        }
        for (int i = 4; i < starts.size(); i++) {
            assertTrue(starts.get(i) - starts.get(i - 4) >= SECOND, "start " + i + " of " + starts);
        }
        assertTrue(starts.getLast() - starts.getFirst() <= 2 * SECOND + SECOND / 2, "it is used: " + starts);
    }

    @Test
    void a_start_counts_until_a_second_after_its_attempt_has_ended() {
        limit(null, 1.0);
        wait(2);
        begin();
        now += 100 * MILLI;
        end(0);
        assertEquals(SECOND, left());
    }

    @Test
    void a_start_whose_attempt_goes_on_counts_for_a_second_and_a_grace() {
        limit(null, 1.0);
        wait(2);
        begin();
        assertEquals(SECOND + GRACE, left());
        now += SECOND + GRACE;
        assertEquals(0, left());
    }

    @Test
    void an_order_of_which_nothing_was_heard_counts_against_the_rate() {
        limit(null, 1.0);
        wait(2);
        order();
        now += 5 * SECOND;
        assertShut();
        end(0);
        assertEquals(SECOND, left(), "it may have started at its very end");
    }

    @Test
    void an_order_that_never_started_counts_against_nothing() {
        limit(1, 1.0);
        wait(2);
        order();
        gate.ended(name(0), false, now);
        assertEquals(0, left());
    }

    @Test
    void rates_below_one_are_one_start_in_so_many_seconds_and_fractions_above_one_are_cut_off() {
        limit(null, 0.1);
        wait(2);
        begin();
        end(0);
        assertEquals(10 * SECOND, left());
        assertEquals(2, startsAtOnce(2.9));
    }

    @Test
    void a_concurrency_that_is_lowered_waits_for_what_runs() {
        limit(3, null);
        wait(5);
        begin();
        begin();
        begin();
        set(limited(1, null));
        assertShut();
        end(0);
        end(1);
        assertShut();
        end(2);
        assertEquals(0, left());
    }

    @Test
    void a_concurrency_that_is_raised_lets_more_in_at_once() {
        limit(1, null);
        wait(4);
        begin();
        assertShut();
        set(limited(3, null));
        begin();
        begin();
        assertShut();
    }

    @Test
    void a_new_rate_counts_from_its_setting_on_so_that_starts_before_it_cannot_break_it() {
        wait(4);
        begin();
        set(limited(null, 1.0));
        assertEquals(SECOND + GRACE, left());
        now += SECOND + GRACE;
        begin();
        end(1);
        set(limited(null, 0.2));
        assertEquals(5 * SECOND + GRACE, left());
    }

    @Test
    void the_same_limits_set_again_cost_no_pause() {
        limit(2, 5.0);
        wait(1);
        set(limited(2, 5.0));
        assertEquals(0, left());
    }

    @Test
    void a_queue_that_becomes_unlimited_lets_all_in() {
        limit(1, 1.0);
        wait(5);
        begin();
        assertShut();
        set(QueueState.of("q"));
        for (int i = 1; i < 5; i++) {
            begin();
        }
    }

    @Test
    void nothing_starts_while_it_is_paused_and_what_is_resumed_goes_on_in_order() {
        wait(2);
        gate.brake();
        assertShut();
        set(gate.state().withPaused(true));
        assertShut();
        assertEquals("the queue q is paused", gate.reason());
        set(gate.state().withPaused(false));
        assertEquals("t0", next().pending.id());
        assertEquals(0, left());
    }

    @Test
    void nothing_starts_while_a_write_about_it_is_under_way() {
        wait(1);
        gate.busy(true);
        assertShut();
        gate.busy(false);
        assertEquals(0, left());
    }

    @Test
    void an_attempt_of_which_nothing_is_ever_heard_keeps_its_room_until_its_time_is_over() {
        limit(1, null);
        wait(2);
        begin();
        long over = now + (TIMEOUT_MILLIS + TimerOptions.LOST_AFTER_MILLIS) * MILLI;
        now = over - 1;
        assertEquals(Set.of(), gate.expire(now));
        assertShut();
        now = over;
        assertEquals(Set.of(name(0)), gate.expire(now));
        assertEquals(0, left());
    }

    @Test
    void nothing_starts_before_a_moment_and_the_latest_such_moment_counts() {
        wait(1);
        gate.closeUntil(now + 3 * SECOND);
        gate.closeUntil(now + 2 * SECOND);
        assertEquals(3 * SECOND, left());
        now += 3 * SECOND;
        assertEquals(0, left());
        gate.closeUntil(now + SECOND);
        assertEquals(SECOND, left());
    }

    @Test
    void an_attempt_that_is_ordered_anew_under_its_number_counts_once() {
        limit(2, 1.0);
        wait(3);
        begin();
        gate.ordered(name(0), TIMEOUT_MILLIS, now, now + SECOND);
        end(0);
        now += SECOND;
        assertEquals(0, left());
        begin();
        assertEquals(SECOND + GRACE, left());
    }

    @Test
    void it_is_idle_only_with_nothing_that_would_be_lost() {
        assertTrue(gate.isIdle());
        limit(1, null);
        assertFalse(gate.isIdle(), "its limits");
        set(QueueState.of("q"));
        wait(1);
        assertFalse(gate.isIdle(), "what waits");
        begin();
        assertFalse(gate.isIdle(), "what runs");
        end(0);
        assertTrue(gate.isIdle());
        gate.closeUntil(now + SECOND);
        assertFalse(gate.isIdle(), "a pause");
        now += SECOND;
        gate.expire(now);
        assertTrue(gate.isIdle(), "that is over");
    }

    private int startsAtOnce(double rate) {
        gate = new QueueGate(limited(null, rate));
        number = 0;
        wait(5);
        int starts = 0;
        for (long since = now; now - since < SECOND; now += Math.min(left(), SECOND)) {
            if (left() == 0) {
                begin();
                starts++;
            }
        }
        return starts;
    }

    private void limit(Integer concurrency, Double rate) {
        gate = new QueueGate(limited(concurrency, rate));
    }

    private void set(QueueState state) {
        gate.set(state, now);
    }

    /** Has so many tasks wait, in the order of their numbers. */
    private void wait(int count) {
        for (int i = 0; i < count; i++) {
            gate.add(normal("t" + i, i, 0));
        }
    }

    private Entry next() {
        Entry next = gate.next();
        if (next == null) {
            throw new AssertionError("nothing waits");
        }
        return next;
    }

    private long left() {
        return Math.max(0, gate.waitNanos(next(), now));
    }

    private void assertShut() {
        assertEquals(QueueGate.NEVER, left());
    }

    private AttemptName name(int of) {
        return new AttemptName(new Occurrence("a" + of, 0), 1);
    }

    /** Gives the next entry to a receiver. */
    private AttemptName order() {
        assertEquals(0, left());
        gate.remove(next());
        AttemptName name = name(number++);
        gate.ordered(name, TIMEOUT_MILLIS, now, now + (TIMEOUT_MILLIS + TimerOptions.LOST_AFTER_MILLIS) * MILLI);
        return name;
    }

    private void begin() {
        now += Math.clamp(left(), 0, 50 * MILLI);
        gate.began(order(), now);
    }

    private void end(int of) {
        gate.ended(name(of), true, now);
    }
}
