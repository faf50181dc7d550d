package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import carillon.message.DeliveryMessage;
import carillon.message.TimerMessage.Present;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static final long SECOND = 1_000_000_000;

    private final Deliveries deliveries = new Deliveries("here");

    private void hear(String delivery, String node, int windowMax, int sharers, long nowNanos) {
        deliveries.heard(new Present(delivery, node, windowMax, nowNanos, sharers, false), nowNanos);
    }

    private void hearThatLeaves(String delivery, long nowNanos) {
        deliveries.heard(new Present(delivery, "here", 100, nowNanos, 0, true), nowNanos);
    }

    /** Gives as many orders as it can, up to a number; answers how many each instance got. */
    private Map<String, Integer> give(int count, long nowNanos) {
        Map<String, Integer> given = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String picked = deliveries.pick(nowNanos);
            if (picked != null) {
                deliveries.gave(picked);
                given.merge(picked, 1, Integer::sum);
            }
        }
        return given;
    }

    @Test
    void the_instance_of_this_node_is_filled_by_half_before_others_get_any() {
        hear("near", "here", 100, 0, 0);
        hear("far", "there", 100, 0, 0);
        assertEquals(Map.of("near", 50), give(50, 0));
        assertEquals(Map.of("near", 25, "far", 75), give(100, 0));
        assertEquals(Map.of("near", 25, "far", 25), give(100, 0));
        assertNull(deliveries.pick(0));
    }

    @Test
    void what_others_share_is_filled_up_to_an_equal_part_and_room_that_comes_back_is_used() {
        hear("far", "there", 100, 4, 0);
        assertEquals(Map.of("far", 25), give(100, 0));
        hear("far", "there", 100, 2, SECOND);
        assertEquals(Map.of("far", 25), give(100, SECOND));
        hear("far", "there", 100, 10, 2 * SECOND);
        for (int i = 0; i < 41; i++) {
            deliveries.done("far");
        }
        assertEquals(Map.of("far", 1), give(100, 2 * SECOND), "10 of them are its part by now");
    }

    @Test
    void the_one_that_answers_slowly_is_given_less() {
        hear("quick", "there", 100, 0, 0);
        hear("slow", "elsewhere", 100, 0, 0);
        Map<String, Integer> all = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            give(2, 0).forEach((name, count) -> all.merge(name, count, Integer::sum));
            deliveries.done("quick");
        }
        assertEquals(200, all.get("quick") + all.get("slow"));
        assertEquals(50, all.get("slow"), "as many as the quick one has open");
    }

    @Test
    void one_that_leaves_gets_nothing_more_however_empty_it_is() {
        hear("stays", "there", 2, 0, 0);
        hear("leaves", "here", 100, 0, 0);
        hearThatLeaves("leaves", SECOND);
        hear("leaves", "here", 100, 0, SECOND);
        assertEquals(Map.of("stays", 2), give(10, SECOND), "what it said before it left may come later");
    }

    @Test
    void one_that_refused_because_it_stops_gets_nothing_more() {
        hear("stays", "there", 2, 0, 0);
        hear("leaves", "here", 100, 0, 0);
        deliveries.leaves("leaves");
        assertEquals(Map.of("stays", 2), give(10, 0));
    }

    @Test
    void those_of_a_member_that_is_gone_get_nothing_until_they_are_heard_of() {
        String gone = DeliveryMessage.addressIn("gone", "1");
        String other = DeliveryMessage.addressIn("other", "1");
        hear(gone, "there", 2, 0, 0);
        hear(other, "there", 2, 0, 0);
        deliveries.memberGone("gone");
        assertEquals(Map.of(other, 2), give(10, 0));
        hear(gone, "there", 2, 0, 0);
        assertEquals(Map.of(gone, 2), give(10, 0), "it was only cut off");
    }

    @Test
    void in_no_cluster_nobody_is_gone_with_a_member() {
        hear(DeliveryMessage.addressIn("", "1"), "here", 2, 0, 0);
        deliveries.memberGone("");
        assertEquals(2, give(10, 0).get(DeliveryMessage.addressIn("", "1")));
    }

    @Test
    void one_that_is_late_to_say_that_it_is_there_gets_what_no_other_has_room_for() {
        hear("late", "here", 2, 0, 0);
        hear("there", "there", 2, 0, SECOND);
        assertEquals(Map.of("there", 1), give(1, 3 * SECOND));
        assertEquals(Map.of("there", 1, "late", 2), give(3, 3 * SECOND));
    }
}
