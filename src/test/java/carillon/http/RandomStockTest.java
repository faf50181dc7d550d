package carillon.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomStockTest {

    private static final int NUMBERS = 1_000;

    private final List<Integer> asked = new ArrayList<>();
    private final Random source = new Random(7);

    private final RandomStock stock = new RandomStock(new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new AssertionError("one by one");
        }

        @Override
        public void nextBytes(byte[] bytes) {
            asked.add(bytes.length);
            source.nextBytes(bytes);
        }
    });

    @Test
    void no_number_comes_twice_and_the_source_is_asked_for_many_at_once() {
        HashSet<Long> numbers = new HashSet<>();
        for (int i = 0; i < NUMBERS; i++) {
            numbers.add(stock.nextLong());
        }
        assertEquals(NUMBERS, numbers.size());
        assertEquals((NUMBERS + 127) / 128, asked.size());
    }

    @Test
    void nothing_is_asked_for_before_the_first_number() {
        assertEquals(List.of(), asked);
        stock.nextLong();
        assertEquals(List.of(1_024), asked);
    }
}
