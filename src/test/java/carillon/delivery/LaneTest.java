package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.DeliveryMessage.Order;
import carillon.task.Priority;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who goes next at a receiver with room for one. */
class LaneTest {

    private final Lane lane = new Lane(1);

    @Test
    void what_was_due_first_goes_first_although_it_came_late() {
        add("young", Priority.NORMAL, 3_000);
        add("middle", Priority.NORMAL, 2_000);
        add("younger", Priority.NORMAL, 4_000);
        add("oldest", Priority.NORMAL, 1_000);

        assertEquals(List.of("oldest", "middle", "young", "younger"), taken(Priority.NORMAL));
    }

    @Test
    void what_was_due_at_one_instant_goes_in_the_order_of_arrival() {
        Stream.of("c", "a", "d", "b").forEach(id -> add(id, Priority.NORMAL, 1_000));

        assertEquals(List.of("c", "a", "d", "b"), taken(Priority.NORMAL));
    }

    @Test
    void each_priority_has_an_order_of_its_own() {
        add("urgent", Priority.URGENT, 9_000);
        add("old", Priority.NORMAL, 1_000);
        add("urgent before", Priority.URGENT, 8_000);

        assertEquals(List.of("urgent before", "urgent"), taken(Priority.URGENT));
        assertEquals(List.of("old"), taken(Priority.NORMAL));
    }

    @Test
    void what_is_taken_back_takes_its_own_place_along_and_no_other() {
        Attempt first = add("first", Priority.NORMAL, 1_000);
        add("second", Priority.NORMAL, 1_000);
        lane.remove(first);
        add("third", Priority.NORMAL, 1_000);

        assertEquals(List.of("second", "third"), taken(Priority.NORMAL));
    }

    @Test
    void there_is_room_for_the_next_one_when_the_one_before_has_ended() {
        add("a", Priority.NORMAL, 1_000);
        add("b", Priority.NORMAL, 2_000);
        assertTrue(lane.hasRoom());
        lane.take(Priority.NORMAL);
        assertFalse(lane.hasRoom());
        add("before b", Priority.NORMAL, 1_500);
        lane.release();
        assertTrue(lane.hasRoom());
        assertEquals(List.of("before b", "b"), taken(Priority.NORMAL));
        assertTrue(lane.isEmpty());
    }

    private Attempt add(String id, Priority priority, long due) {
        Order order = Orders.due(Orders.with(Orders.call(id, "h"), priority), due);
        Attempt attempt = new Attempt("owner", order, Target.of(order.action()), 0);
        lane.add(attempt);
        return attempt;
    }

    private List<String> taken(Priority priority) {
        return Stream.iterate(0, each -> lane.waits(priority), each -> each + 1)
                .map(each -> {
                    Attempt attempt = lane.take(priority);
                    lane.release();
                    return attempt.occurrence().id();
                })
                .toList();
    }
}
