package carillon.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.trial.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

    private static final Finding LOST = new Finding(Finding.Kind.LOST, "a task");

    @TempDir
    private Path folder;

    @Test
    void results_are_read_back_by_a_later_series() {
        Results results = new Results(folder.resolve("results.jsonl"));
        results.add(result("one", 0));
        results.add(result("one", 1, LOST));
        assertEquals(results.all(), new Results(folder.resolve("results.jsonl")).all());
        assertEquals(2, results.all().size());
    }

    @Test
    void a_run_is_made_once_for_each_seed_and_version_of_the_code() {
        Results results = new Results(folder.resolve("results.jsonl"));
        results.add(result("one", 3));
        assertTrue(results.has("one", options(7), 3));
        assertFalse(results.has("one", options(7), 4));
        assertFalse(results.has("one", options(8), 3));
        assertFalse(results.has("two", options(7), 3));
    }

    @Test
    void the_summary_counts_one_version_and_names_what_any_version_broke() {
        String summary = Summary.of(List.of(result("one", 0, LOST), result("two", 0), result("two", 1)), "two");
        assertTrue(summary.startsWith("Chaos harness: 2 runs of version two\n"), summary);
        assertTrue(summary.contains("broken: {lost=0,"), summary);
        assertTrue(summary.contains("seed 7 run 0 of version one (kill): {lost=1,"), summary);
    }

    @Test
    void the_code_has_one_version() {
        assertEquals(CodeVersion.ofClasses(), CodeVersion.ofClasses());
        assertTrue(CodeVersion.ofClasses().matches("[0-9a-f]{12}"), CodeVersion::ofClasses);
    }

    private ChaosOptions options(long seed) {
        return new ChaosOptions(seed, 0, 10, 0, 3, 30, folder);
    }

    private static Result result(String version, int run, Finding... findings) {
        return new Result(
                version, 7, 3, run, Kind.NODE_KILLED, "kill", new Outcome(1, 2, 3, 4, 5, 6, List.of(findings)));
    }
}
