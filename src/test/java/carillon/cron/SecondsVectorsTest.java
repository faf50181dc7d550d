package carillon.cron;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What other engines do with expressions of six and seven fields, and with the Open Cron Pattern Specification. */
class SecondsVectorsTest {

    @Test
    void every_portable_line_with_seconds_whose_source_joins_days_with_and_fires_as_in_spring() {
        CronVector.check(
                read("cronos", "ncrontab")
                        .filter(vector -> vector.is("next") && vector.isPortable() && vector.fields() == 6),
                vector -> vector.firesAsRecorded(vector.text().startsWith("?") ? Dialect.OCPS : Dialect.SPRING));
    }

    @Test
    void every_portable_line_with_seconds_whose_source_joins_days_with_or_fires_as_in_ocps() {
        CronVector.check(
                read("robfig-seconds").filter(vector -> vector.is("next") && vector.isPortable()),
                vector -> vector.firesAsRecorded(Dialect.OCPS));
    }

    @Test
    void every_line_of_the_specification_fires_as_recorded_unless_an_option_of_its_engine_says_otherwise() {
        Predicate<CronVector> joinsByOption = vector -> vector.line().containsKey("options")
                && vector.line().getJsonObject("options").getBoolean("domAndDow", false);
        CronVector.check(
                specification("next").filter(joinsByOption.negate()), vector -> vector.firesAsRecorded(Dialect.OCPS));
    }

    @Test
    void every_invalid_line_of_the_specification_is_refused() {
        CronVector.check(specification("invalid"), vector -> vector.isRefused(Dialect.OCPS));
    }

    @Test
    void every_unreachable_line_of_the_specification_never_fires() {
        CronVector.check(
                specification("unreachable"),
                vector -> vector.schedule(Dialect.OCPS).next(vector.after()) == CronSchedule.NEVER);
    }

    private static Stream<CronVector> specification(String kind) {
        return read("ocps-1.0", "ocps-1.1", "ocps-1.2", "ocps-1.3", "ocps-1.4").filter(vector -> vector.is(kind));
    }

    private static Stream<CronVector> read(String... names) {
        return Stream.of(names).flatMap(name -> CronVector.read("cron/" + name + ".jsonl"));
    }
}
