package carillon.bench.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void what_is_not_given_has_its_default() {
        Options options = Options.parse(List.of("--rate=500"));
        assertEquals(500, options.rate());
        assertEquals(20, options.kills());
    }

    @Test
    void what_is_no_option_is_refused_with_those_that_are() {
        assertTrue(refusal("--speed=1").contains("kills"), refusal("--speed=1"));
        assertTrue(refusal("rate=1").contains("--NAME=NUMBER"), refusal("rate=1"));
        assertTrue(refusal("--rate=0").contains("1 to 999999"), refusal("--rate=0"));
    }

    private static String refusal(String argument) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of(argument)))
                .getMessage());
    }
}
