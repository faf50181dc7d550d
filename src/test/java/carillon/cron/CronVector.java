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

    /** Whether no other engine disagrees; a line without a verdict was not put to others. */
    boolean isPortable() {
        return "portable".equals(line.getString("portability", "portable"));
    }

    /** The words behind the zone prefix; 1 for a macro. */
    int fields() {
        return text.isBlank() ? 0 : CronText.read(text).words().size();
    }

    CronExpression parse(Dialect dialect) {
        return CronExpression.parse(text, dialect);
    }

    boolean isRefused(Dialect dialect) {
        try {
            return parse(dialect).text().isEmpty();
        } catch (CronSyntaxException refused) {
            return true;
        }
    }

    boolean restrictsBothDays() {
        List<Word> words = CronText.read(text).words();
        return words.size() == 5 && !words.get(2).is("*") && !words.get(4).is("*");
    }

    /** The expression read so that both day fields must match. */
    CronExpression parseWithBothDays() {
        Word dayOfWeek = CronText.read(text).words().get(4);
        String joined = text.substring(0, dayOfWeek.position()) + "+" + dayOfWeek.text();
        return CronExpression.parse(joined, Dialect.OCPS);
    }

    CronSchedule schedule(Dialect dialect) {
        return schedule(parse(dialect));
    }

    CronSchedule schedule(CronExpression expression) {
        return new CronSchedule(expression, ZoneId.of(line.getString("zone")), Dst.DEFAULT);
    }

    /** The instant, in milliseconds, strictly after which the first expected fire lies. */
    long after() {
        Instant from = instant("from");
        return (line.getBoolean("inclusive") ? from.minusNanos(1) : from).toEpochMilli();
    }

    Instant instant(String name) {
        return OffsetDateTime.parse(line.getString(name)).toInstant();
    }

    /** Whether the expected fires come one after the other, with none between. */
    boolean firesAsRecorded(Dialect dialect) {
        CronSchedule schedule = schedule(dialect);
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
