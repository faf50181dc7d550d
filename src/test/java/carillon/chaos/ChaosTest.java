package carillon.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The chaos harness at the length asked for; {@code docs/chaos-harness.md} says how. */
@Tag("chaos")
class ChaosTest {

    @Test
    void nothing_is_lost_whatever_happens() {
        List<Result> results = Series.make(ChaosOptions.fromProperties());
        assertFalse(results.isEmpty());
        assertEquals(List.of(), results.stream().filter(Result::isBroken).toList());
    }
}
