package carillon.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.Occurrence;
import carillon.trial.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

class OvertakenTest {

    @Test
    void a_delivery_long_after_one_of_a_higher_term_is_overtaken() {
        assertEquals(1, overtaken(List.of(arrival(5, 0), arrival(6, 10), arrival(5, 1_011))));
    }

    @Test
    void a_delivery_soon_after_one_of_a_higher_term_is_not() {
        assertEquals(0, overtaken(List.of(arrival(5, 0), arrival(6, 10), arrival(5, 1_010))));
        assertEquals(0, overtaken(List.of(arrival(5, 0), arrival(6, 10), arrival(6, 5_000))));
    }

    private static int overtaken(List<Delivery> deliveries) {
        return Overtaken.byMore(Overtaken.DISORDER_MILLIS_MAX, deliveries).size();
    }

    private static Delivery arrival(long term, long arrivedMillis) {
        return new Delivery(new Occurrence("a", 0), 1, term, arrivedMillis);
    }
}
