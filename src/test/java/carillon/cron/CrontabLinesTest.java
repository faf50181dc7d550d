package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Expressions that people really use, collected from public repositories. */
class CrontabLinesTest {
    private static final String FILE = "crontabs/expressions.jsonl";
    private static final Set<String> UNIX = Set.of("unix5", "macro");
    private static final Set<String> QUARTZ = Set.of("quartz-java", "quartz-xml");

    @Test
    void every_real_line_of_five_fields_and_every_macro_is_accepted() {
        List<CronVector> lines = CronVector.read(FILE)
                .filter(line -> UNIX.contains(line.line().getString("dialect_guess")))
                .toList();
        assertFalse(lines.isEmpty());
        List<String> refused = lines.stream().flatMap(CrontabLinesTest::refusal).toList();
        assertEquals(List.of(), refused, refused.size() + " of " + lines.size());
    }

    @Test
    void every_real_quartz_line_is_told_to_be_quartz_and_accepted() {
        List<CronVector> lines = CronVector.read(FILE)
                .filter(line -> QUARTZ.contains(line.kind()))
                .toList();
        assertFalse(lines.isEmpty());
        for (CronVector line : lines) {
            assertEquals(Dialect.QUARTZ, Dialects.detect(line.text()), line.text());
            assertEquals(
                    line.text(),
                    CronExpression.parse(line.text(), Dialect.QUARTZ).text());
        }
    }

    private static Stream<String> refusal(CronVector line) {
        try {
            assertEquals(Dialect.UNIX, Dialects.detect(line.text()), line.text());
            assertEquals(
                    line.text(), CronExpression.parse(line.text(), Dialect.UNIX).text());
            return Stream.empty();
        } catch (CronSyntaxException refused) {
            return Stream.of(line.text() + ": " + refused.getMessage());
        }
    }
}
