package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Pending;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was changed is remembered until no message can bring the state before it any more, and no longer. */
class RecentTest {

    private final Recent recent = new Recent();
    private final Pending changed = new ManualWorld().oneShot("changed", 0);

    @BeforeEach
    void change() {
        recent.changed(changed.id());
        recent.safetyReadBegins();
    }

    @Test
    void it_is_forgotten_with_the_safety_read_that_began_behind_it() {
        assertTrue(recent.outdatesByChange(changed));
        recent.safetyReadEnds(true);
        assertFalse(recent.outdatesByChange(changed));
    }

    @Test
    void it_is_kept_where_that_read_missed_something_until_its_point_is_seen_with_the_next_one() {
        recent.safetyReadEnds(false);
        assertTrue(recent.outdatesByChange(changed));
        recent.safetyReadBegins();
        assertTrue(recent.outdatesByChange(changed));
        recent.safetyReadEnds(false);
        assertFalse(recent.outdatesByChange(changed), "however often something else is missed");
    }

    @Test
    void what_is_changed_while_a_read_is_under_way_outlasts_it() {
        Pending later = new ManualWorld().oneShot("later", 0);
        recent.changed("later");
        recent.safetyReadEnds(true);
        assertTrue(recent.outdatesByChange(later));
        recent.safetyReadBegins();
        recent.safetyReadEnds(true);
        assertFalse(recent.outdatesByChange(later));
    }
}
