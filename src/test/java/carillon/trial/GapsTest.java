package carillon.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.Occurrence;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapsTest {

    @Test
    void a_gap_ends_with_the_first_delivery_of_a_higher_term() {
        Gaps gaps = new Gaps(List.of(arrival(5, 100), arrival(5, 130), arrival(6, 150), arrival(6, 160)));
        assertEquals(List.of(30L), gaps.after(List.of(120L)));
    }

    @Test
    void a_kill_that_nothing_followed_has_no_gap() {
        assertEquals(List.of(), new Gaps(List.of(arrival(5, 100))).after(List.of(120L)));
    }

    private static Delivery arrival(long term, long arrivedMillis) {
        return new Delivery(new Occurrence("a", 0), 1, term, arrivedMillis);
    }
}
