package carillon.timer;

import static carillon.timer.Waiters.limited;
import static carillon.timer.Waiters.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Occurrence;
import carillon.message.QueueState;
import carillon.message.TimerMessage.QueuedFlight;
import carillon.task.Priority;
import carillon.timer.ShardQueues.Unread;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The queues of a shard that just became ours. */
class ShardQueuesTest {

    private static final Line.Share ONE = new Line.Share(1, Long.MAX_VALUE);

    private static final long SECOND = 1_000_000_000;
    private static final long GAINED = 5 * SECOND;
    private static final long GRACE = StartWindow.GRACE_NANOS;
    private static final QueueState LIMITED = limited(2, null).withLongest(30_000);

    private final ShardQueues queues = new ShardQueues(GAINED);
    private long now = GAINED;

    @Test
    void nothing_starts_before_the_settings_are_known_and_all_that_was_due_was_read() {
        assertFalse(queues.mayStart());
        load(LIMITED);
        assertFalse(queues.mayStart());
        queues.ready();
        assertTrue(queues.mayStart());
        queues.forgetSettings();
        assertFalse(queues.mayStart());
    }

    @Test
    void after_a_crash_a_limited_queue_with_due_tasks_waits_out_the_longest_time_of_a_dead_owners_attempts() {
        load(LIMITED);
        QueueGate gate = hold(true);
        assertEquals(30 * SECOND + GRACE, left(gate));
        now += 30 * SECOND + GRACE;
        assertEquals(0, left(gate));
    }

    @Test
    void the_pause_after_a_crash_is_kept_too_where_the_settings_come_last_or_anew() {
        QueueGate gate = hold(true);
        load(LIMITED);
        assertEquals(30 * SECOND + GRACE, left(gate));
        queues.forgetSettings();
        load(LIMITED.withLongest(60_000));
        assertEquals(60 * SECOND + GRACE, left(gate));
    }

    @Test
    void without_a_limit_or_with_tasks_that_the_dead_owner_never_had_there_is_no_pause() {
        load(limited(null, null).withLongest(30_000));
        assertEquals(0, left(hold(true)));
        ShardQueues other = new ShardQueues(GAINED);
        other.loaded(List.of(LIMITED), now);
        assertEquals(0, left(other.hold(normal("new", 0, 0), "q")));
    }

    @Test
    void starts_of_the_owner_before_may_lie_within_the_window_of_the_rate() {
        load(limited(null, 5.0));
        QueueGate gate = hold(false);
        assertEquals(SECOND + GRACE, left(gate));
    }

    @Test
    void attempts_that_were_handed_over_take_up_room_until_their_result_or_the_end_of_their_time() {
        load(LIMITED);
        inherit("a", 3_000);
        inherit("b", 8_000);
        QueueGate gate = hold(false);
        assertEquals(QueueGate.NEVER, left(gate));
        queues.ended(new Occurrence("b", 0), 1, true, now);
        assertEquals(0, left(gate));
        inherit("c", 8_000);
        assertEquals(QueueGate.NEVER, left(gate));
        now += 3 * SECOND;
        queues.sweep(now);
        assertEquals(0, left(gate));
    }

    @Test
    void what_was_inherited_is_handed_on_with_what_is_left_of_its_time() {
        load(LIMITED);
        inherit("a", 3_000);
        now += SECOND;
        QueuedFlight flight = queues.flights(0, now).getFirst();
        assertEquals(new QueuedFlight(0, "q", new Occurrence("a", 0), 1, 2_001), flight);
    }

    @Test
    void a_result_of_an_attempt_that_is_not_known_changes_nothing() {
        load(LIMITED);
        inherit("a", 3_000);
        queues.ended(new Occurrence("a", 0), 2, true, now);
        queues.began(new Occurrence("x", 0), 1, now);
        assertFalse(queues.isQuiet());
    }

    @Test
    void a_line_of_which_something_was_left_out_is_read_on_until_all_of_it_was_read() {
        load();
        QueueGate gate = hold(false);
        assertNull(queues.unread(ONE));
        assertEquals(Long.MAX_VALUE, queues.missedFrom());
        Line line = gate.line(Priority.NORMAL);
        line.leaveOut(new Line.Share(0, 0));
        queues.wasCut(gate);
        queues.sweep(now);
        assertEquals(new Unread("q", Priority.NORMAL, new Line.Point(0, 0)), queues.unread(ONE));
        assertEquals(0, queues.missedFrom());
        line.wasRead(new Line.Point(0, 0), null);
        assertNull(queues.unread(ONE));
        assertEquals(Long.MAX_VALUE, queues.missedFrom());
    }

    @Test
    void a_gate_that_nothing_would_be_lost_with_is_forgotten() {
        load();
        QueueGate gate = hold(false);
        queues.sweep(now);
        assertEquals(1, queues.gates().size());
        gate.remove(Objects.requireNonNull(gate.next()));
        queues.sweep(now);
        assertEquals(0, queues.gates().size());
    }

    private void load(QueueState... states) {
        queues.loaded(List.of(states), now);
    }

    private QueueGate hold(boolean suspect) {
        Entry entry = normal("waiting", 0, 0);
        entry.suspect = suspect;
        return queues.hold(entry, "q");
    }

    private void inherit(String id, long remainingMillis) {
        queues.inherit(new QueuedFlight(0, "q", new Occurrence(id, 0), 1, remainingMillis), now);
    }

    private long left(QueueGate gate) {
        Entry next = gate.next();
        if (next == null) {
            throw new AssertionError("nothing waits");
        }
        return Math.max(0, gate.waitNanos(next, now));
    }
}
