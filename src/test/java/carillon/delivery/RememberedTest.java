package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final List<String> asked = new ArrayList<>();
    private final Remembered<Integer> lengths = new Remembered<>(text -> {
        asked.add(text);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("nothing");
        }
        return text.length();
    });

    @Test
    void what_was_found_out_is_not_found_out_again() {
        assertEquals(2, lengths.of("ab"));
        assertEquals(2, lengths.of("ab"));
        assertEquals(1, lengths.of("a"));
        assertEquals(List.of("ab", "a"), asked);
    }

    @Test
    void a_failure_is_not_remembered() {
        assertThrows(IllegalArgumentException.class, () -> lengths.of(""));
        assertThrows(IllegalArgumentException.class, () -> lengths.of(""));
        assertEquals(List.of("", ""), asked);
    }

    @Test
    void the_oldest_is_forgotten_when_there_are_too_many() {
        lengths.of("the oldest");
        for (int i = 0; i < Remembered.TEXTS_MAX; i++) {
            lengths.of("text " + i);
        }
        asked.clear();

        lengths.of("text 0");
        lengths.of("the oldest");

        assertEquals(List.of("the oldest"), asked);
    }
}
