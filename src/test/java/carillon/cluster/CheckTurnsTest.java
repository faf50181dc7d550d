package carillon.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckTurnsTest {

    private final CheckTurns turns = new CheckTurns();

    @Test
    void after_a_change_each_turn_is_one_for_ten_seconds_then_each_fifth_for_a_minute_and_then_each_thirtieth() {
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 90, 120), next(120));
    }

    @Test
    void another_change_begins_anew() {
        next(61);
        turns.changed();
        assertEquals(List.of(1, 2, 3), next(3));
    }

    /** Which of the next turns are some to compare in. */
    private List<Integer> next(int count) {
        return IntStream.rangeClosed(1, count)
                .filter(turn -> turns.next())
                .boxed()
                .toList();
    }
}
