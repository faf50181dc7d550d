package carillon.timer;

import static carillon.timer.Waiters.beside;
import static carillon.timer.Waiters.normal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.timer.Line.Point;
import carillon.timer.Line.Share;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

    private final Line line = new Line();

    @Test
    void entries_go_by_due_instant_and_then_by_acceptance_whatever_their_ids() {
        line.add(normal("a", 200, 1));
        line.add(normal("b", 100, 9));
        line.add(normal("c", 100, 3));
        line.add(beside("d", 150));
        assertEquals(List.of("c", "b", "d", "a"), drain());
    }

    @Test
    void the_last_ones_are_left_out_and_nothing_behind_them_goes_before_they_were_read() {
        for (int i = 0; i < 4; i++) {
            line.add(normal("t" + i, i, 0));
        }
        assertEquals("t3", leaveOut(2));
        assertEquals("t2", leaveOut(2));
        assertNull(line.leaveOut(entries(2)));
        line.add(normal("newer", 9, 0));
        assertEquals(List.of("t0", "t1"), drain());
        assertEquals(new Point(2, 0), line.readOn(entries(2)));
    }

    @Test
    void one_that_is_due_before_what_was_left_out_goes_on() {
        cut(5);
        line.add(normal("earlier", 4, 0));
        assertEquals(List.of("earlier"), drain());
    }

    @Test
    void it_is_read_on_when_half_of_its_room_is_free() {
        for (int i = 0; i < 5; i++) {
            line.add(normal("t" + i, i, 0));
        }
        line.leaveOut(entries(4));
        assertNull(line.readOn(entries(4)), "full");
        take();
        assertNull(line.readOn(entries(4)));
        take();
        assertEquals(new Point(4, 0), line.readOn(entries(4)));
    }

    @Test
    void what_was_read_is_left_out_no_more() {
        cut(5);
        line.wasRead(new Point(5, 0), new Point(7, 0));
        assertEquals(new Point(7, 0), line.missed());
        line.wasRead(new Point(7, 0), null);
        assertNull(line.missed());
        assertTrue(line.isEmpty());
    }

    @Test
    void a_page_from_a_point_that_is_not_where_the_line_stands_any_more_counts_for_nothing() {
        cut(5);
        cut(3);
        line.wasRead(new Point(5, 0), null);
        assertEquals(new Point(3, 0), line.missed());
    }

    @Test
    void those_beside_their_schedules_are_never_left_out_and_leave_the_others_their_room() {
        for (int i = 0; i < 10; i++) {
            line.add(beside("beside" + i, 100 + i));
        }
        line.add(normal("scheduled", 50, 0));
        assertNull(line.leaveOut(entries(2)));
        Entry first = line.first();
        assertEquals("scheduled", first == null ? "nothing may go" : first.pending.id());
        assertEquals(11, line.size());
        line.add(normal("second", 60, 0));
        line.add(normal("third", 70, 0));
        assertEquals("third", leaveOut(2));
        assertEquals(List.of("scheduled", "second"), drain());
    }

    @Test
    void one_that_was_passed_over_at_its_turn_stands_where_it_stood() {
        Entry recurring = normal("recurring", 10, 0);
        recurring.keepTurn(100L, 100);
        recurring.advance(100, 100, 0);
        line.add(normal("other", 50, 0));
        line.add(recurring);
        assertSame(recurring, line.first());
        line.remove(recurring);
        recurring.advance(200, 200, 1);
        line.add(recurring);
        assertEquals(List.of("other", "recurring"), drain());
    }

    @Test
    void payloads_beyond_the_bytes_of_a_line_are_left_out_and_read_when_half_of_them_are_free() {
        Share share = new Share(10, 4_000);
        for (int i = 0; i < 5; i++) {
            line.add(Waiters.heavy("t" + i, i, 1_000));
        }
        Entry over = line.leaveOut(share);
        assertEquals("t4", over == null ? "nothing" : over.pending.id());
        assertNull(line.leaveOut(share));
        take();
        assertNull(line.readOn(share));
        take();
        assertEquals(new Point(4, 0), line.readOn(share));
    }

    @Test
    void one_payload_is_never_too_large_for_its_line() {
        line.add(Waiters.heavy("large", 1, 9_000));
        assertNull(line.leaveOut(new Share(10, 4_000)));
    }

    private static Share entries(int entries) {
        return new Share(entries, Long.MAX_VALUE);
    }

    /** Leaves an entry of a due instant out. */
    private void cut(long due) {
        line.add(normal("left-out", due, 0));
        line.leaveOut(entries(0));
    }

    private String leaveOut(int heldMax) {
        Entry out = line.leaveOut(entries(heldMax));
        return out == null ? "nothing" : out.pending.id();
    }

    private String take() {
        Entry first = line.first();
        if (first == null) {
            throw new AssertionError("nothing may go");
        }
        line.remove(first);
        return first.pending.id();
    }

    private List<String> drain() {
        List<String> ids = new ArrayList<>();
        while (line.first() != null) {
            ids.add(take());
        }
        return ids;
    }
}
