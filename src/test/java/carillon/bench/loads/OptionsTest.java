package carillon.bench.loads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static final Map<String, Integer> DEFAULTS = Map.of("rate", 100, "warm-up", 30);

    @Test
    void what_is_not_given_has_its_default() {
        Options options = Options.parse(DEFAULTS, List.of("--rate=500"));
        assertEquals(500, options.get("rate"));
        assertEquals(30_000, options.millis("warm-up"));
    }

    @Test
    void what_is_no_option_is_refused_with_those_that_are() {
        assertTrue(refusal("--speed=1").contains("warm-up"), refusal("--speed=1"));
        assertTrue(refusal("rate=1").contains("--NAME=NUMBER"), refusal("rate=1"));
        assertTrue(refusal("--rate=0").contains("1 to 99999999"), refusal("--rate=0"));
    }

    private static String refusal(String argument) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Options.parse(DEFAULTS, List.of(argument)))
                        .getMessage());
    }
}
