package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A line of the recorded vectors: facts about other engines, read from the folder that -Dvectors names. */
record CronVector(String id, String kind, String text, JsonObject line) {

    /** The lines of a file; skips the test where the folder is absent. */
    static Stream<CronVector> read(String file) {
        String folder = System.getProperty("vectors", "");
        Assumptions.assumeTrue(
                !folder.isEmpty() && Files.isDirectory(Path.of(folder)),
                "skipped: no recorded vectors; run with -Dvectors=../shared/vectors");
        try {
            return Files.readAllLines(Path.of(folder, file)).stream().map(CronVector::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CronVector of(String json) {
        JsonObject line = new JsonObject(json);
        return new CronVector(line.getString("id"), line.getString("kind"), line.getString("expr"), line);
    }

    boolean is(String kind) {
        return this.kind.equals(kind);
    }

    /** What other engines make of it; a line without a verdict was not put to them. */
    String portability() {
        return line.getString("portability", "not compared");
    }

    /** The dialect that the contract gives to the line's source. */
    Dialect dialect() {
        boolean isSpecification = line.getString("dialect").startsWith("ocps");
        return isSpecification || fields() > 5 ? Dialect.OCPS : Dialect.UNIX;
    }

    /** The words behind the zone prefix; 1 for a macro. */
    int fields() {
        return text.isBlank() ? 0 : CronText.read(text).words().size();
    }

    CronExpression parse() {
        return CronExpression.parse(text, dialect());
    }

    /** Why it is refused; empty if it is not. */
    Optional<String> refusal() {
        try {
            return parse().text().isEmpty() ? Optional.of("") : Optional.empty();
        } catch (CronSyntaxException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    boolean restrictsBothDays() {
        return restricts(dayWord(CronField.DAY_OF_MONTH)) && restricts(dayWord(CronField.DAY_OF_WEEK));
    }

    private static boolean restricts(Word day) {
        return !day.is("*") && !day.is("?");
    }

    /** The expression read so that both day fields must match. */
    CronExpression parseWithBothDays() {
        Word dayOfWeek = dayWord(CronField.DAY_OF_WEEK);
        String joined = text.substring(0, dayOfWeek.position()) + "+" + text.substring(dayOfWeek.position());
        return CronExpression.parse(joined, Dialect.OCPS);
    }

    private Word dayWord(CronField field) {
        List<Word> words = CronText.read(text).words();
        return words.size() < 5
                ? new Word("*", 0)
                : words.get(CronField.layout(words.size()).indexOf(field));
    }

    CronSchedule schedule() {
        return schedule(parse(), Dst.DEFAULT);
    }

    CronSchedule schedule(CronExpression expression, Dst dst) {
        return new CronSchedule(expression, ZoneId.of(line.getString("zone")), dst);
    }

    /** The instant, in milliseconds, strictly after which the first expected fire lies. */
    long after() {
        Instant from = instant("from");
        return (line.getBoolean("inclusive") ? from.minusNanos(1) : from).toEpochMilli();
    }

    Instant instant(String name) {
        return OffsetDateTime.parse(line.getString(name)).toInstant();
    }

    boolean firesAsRecorded() {
        return firesAsRecorded(schedule());
    }

    /** Whether the expected fires come one after the other, with none between. */
    boolean firesAsRecorded(CronSchedule schedule) {
        long at = after();
        for (Object expected : line.getJsonArray("expected")) {
            at = schedule.next(at);
            if (at != OffsetDateTime.parse((String) expected).toInstant().toEpochMilli()) {
                return false;
            }
        }
        return true;
    }

    /** Puts every chosen line to the test; at least one must be chosen, and none may fail. */
    static void check(Stream<CronVector> vectors, Predicate<CronVector> holds) {
        List<CronVector> chosen = vectors.toList();
        assertFalse(chosen.isEmpty(), "no line was chosen");
        List<CronVector> failed = chosen.stream().filter(holds.negate()).toList();
        assertEquals(List.of(), failed, failed.size() + " of " + chosen.size() + " lines do not hold");
        System.out.println(
                chosen.size() + " lines hold, of kind " + chosen.get(0).kind());
    }

    @Override
    public String toString() {
        return id + " '" + text + "' " + line.getString("zone", "") + " " + line.getString("from", "");
    }
}
