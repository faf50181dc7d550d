package carillon.message;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadPointTest {

    private final ReadPoint point = new ReadPoint(10, 20, List.of(10L, 15L));

    @Test
    void what_was_over_before_the_point_is_covered() {
        assertTrue(point.covers(9));
        assertTrue(point.covers(14));
        assertTrue(point.covers(19));
    }

    @Test
    void what_was_under_way_is_not_covered_although_later_ones_are() {
        assertFalse(point.covers(10));
        assertFalse(point.covers(15));
    }

    @Test
    void what_began_later_is_not_covered() {
        assertFalse(point.covers(20));
    }

    @Test
    void the_start_covers_nothing() {
        assertFalse(ReadPoint.START.covers(1));
    }
}
