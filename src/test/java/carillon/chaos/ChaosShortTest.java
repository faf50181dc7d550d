package carillon.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.trial.EmptyFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosShortTest {

    private static final int RUNS = 3;

    @Test
    void nothing_is_lost_in_the_first_runs_of_a_series() {
        Path folder = EmptyFolder.make(Path.of("target", "chaos-short"));
        List<Result> results = Series.make(new ChaosOptions(18_929, 0, RUNS, 0, 2, 20, folder));
        assertEquals(RUNS, results.size());
        assertEquals(List.of(), results.stream().filter(Result::isBroken).toList());
    }
}
