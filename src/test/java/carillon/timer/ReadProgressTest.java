package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.DueCursor;
import org.junit.jupiter.api.Test;

/** What stands beside schedules is read however late it is due, and all of it is known once the last page of it was. */
class ReadProgressTest {

    private static final long HORIZON = 1_000;

    private final ReadProgress progress = new ReadProgress(0, 0);

    @Test
    void a_page_that_brought_everything_brought_what_stands_beside_schedules() {
        assertFalse(progress.besidesKnown());
        progress.pageBegins(HORIZON);
        progress.pageEnds(HORIZON);
        assertTrue(progress.besidesKnown());
    }

    @Test
    void a_page_that_ended_behind_its_horizon_is_gone_on_with_from_there() {
        endBehindHorizon(5_000);
        assertEquals(HORIZON + 1, progress.readBefore());
        assertEquals(spawned(5_000), progress.besidesBegin());
        progress.besidesEnd(spawned(7_000));
        assertFalse(progress.besidesKnown());
        assertEquals(spawned(7_000), progress.besidesBegin());
        progress.besidesEnd();
        assertTrue(progress.besidesKnown());
        assertEquals(HORIZON + 1, progress.readBefore(), "nothing else was read");
    }

    @Test
    void pages_of_what_is_due_do_not_set_it_back() {
        endBehindHorizon(5_000);
        progress.besidesBegin();
        progress.besidesEnd(spawned(9_000));
        progress.pageBegins(2 * HORIZON);
        progress.pageEnds(spawned(6_000), 2 * HORIZON);
        assertEquals(2 * HORIZON + 1, progress.readBefore());
        assertEquals(9_000, progress.besidesBegin().due());
    }

    @Test
    void what_was_passed_over_for_a_change_is_read_again_at_once_however_late_it_is_due() {
        progress.pageBegins(HORIZON);
        progress.pageEnds(HORIZON);
        progress.passOver(5_000);
        progress.changeEnded();
        assertFalse(progress.besidesKnown());
        assertTrue(progress.besidesBegin().due() <= 5_000);
    }

    @Test
    void a_page_that_ended_within_an_instant_says_so_until_the_next_one_is_behind_it() {
        progress.pageBegins(HORIZON);
        progress.pageEnds(new DueCursor(0, 500, "task", null, false), HORIZON);
        assertTrue(progress.endedWithin(500));
        assertFalse(progress.endedWithin(499) || progress.endedWithin(501));
        progress.pageBegins(HORIZON);
        progress.pageEnds(HORIZON);
        assertFalse(progress.endedWithin(500));
    }

    @Test
    void what_is_let_go_of_is_read_again_even_if_the_page_under_way_passes_it() {
        endBehindHorizon(5_000);
        progress.besidesBegin();
        progress.letGoSpawned(6_000);
        progress.besidesEnd(spawned(7_000));
        assertEquals(DueCursor.from(0, 6_000, false), progress.besidesBegin());
        progress.letGoSpawned(8_000);
        progress.besidesEnd();
        assertFalse(progress.besidesKnown());
        assertEquals(DueCursor.from(0, 8_000, false), progress.besidesBegin());
    }

    @Test
    void what_is_let_go_of_before_the_horizon_while_the_last_page_is_under_way_is_not_known() {
        progress.pageBegins(HORIZON);
        progress.letGoSpawned(500);
        progress.pageEnds(HORIZON);
        assertEquals(500, progress.readBefore());
        assertFalse(progress.besidesKnown());
    }

    @Test
    void after_a_doubt_nothing_is_known_until_it_was_read_again() {
        progress.pageBegins(HORIZON);
        progress.pageEnds(HORIZON);
        progress.doubt(300);
        progress.doubtEnded();
        assertEquals(300, progress.readBefore());
        assertFalse(progress.besidesKnown());
        assertEquals(DueCursor.from(0, 300, false), progress.besidesBegin());
    }

    private void endBehindHorizon(long due) {
        progress.pageBegins(HORIZON);
        progress.pageEnds(spawned(due), HORIZON);
    }

    /** Behind an occurrence that a schedule left beside itself. */
    private static DueCursor spawned(long due) {
        return new DueCursor(0, due, "task", due, false);
    }
}
