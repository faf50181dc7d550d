package carillon.cron;

import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What other engines do with expressions of five fields, as far as the contract does not decide otherwise. */
class CronVectorsTest {
    private static final String SEVEN_IS_SUNDAY = "7 is Sunday in unix";
    private static final String NAMES_IN_ANY_CASE = "names are read in upper and lower case";
    private static final String NEVER_IS_NO_ERROR = "a date that never comes makes a rule that never fires, no error";

    /** Lines that their source refuses and the contract of unix accepts, with the reason. */
    private static final Map<String, String> ACCEPTED_HERE = Map.of(
            "cv-8e03d9b7d8", SEVEN_IS_SUNDAY,
            "cv-c77c642112", SEVEN_IS_SUNDAY,
            "cv-97cc5ea882", NAMES_IN_ANY_CASE,
            "cv-67c81437e6", NAMES_IN_ANY_CASE,
            "cv-d9a47c7757", NEVER_IS_NO_ERROR,
            "cv-d4fba26957", NEVER_IS_NO_ERROR,
            "cv-64fc83eabd", NEVER_IS_NO_ERROR,
            "cv-1d3b96b5e3", NEVER_IS_NO_ERROR);

    @Test
    void every_portable_line_fires_as_recorded() {
        check(vector -> vector.is("next") && vector.isPortable(), vector -> vector.firesAsRecorded(Dialect.UNIX));
    }

    @Test
    void every_invalid_line_is_refused_unless_the_contract_accepts_it() {
        check(
                vector -> vector.is("invalid"),
                vector -> ACCEPTED_HERE.containsKey(vector.id()) != vector.isRefused(Dialect.UNIX));
    }

    @Test
    void every_valid_line_is_accepted() {
        check(vector -> vector.is("valid"), vector -> !vector.isRefused(Dialect.UNIX));
    }

    @Test
    void every_unreachable_line_never_fires() {
        check(
                vector -> vector.is("unreachable") && !vector.restrictsBothDays(),
                vector -> neverFires(vector.schedule(Dialect.UNIX)));
    }

    /** Their source joins the day fields with "and", unix with "or"; in ocps a plus sign says "and". */
    @Test
    void every_unreachable_line_with_both_day_fields_never_fires_where_both_must_match() {
        check(
                vector -> vector.is("unreachable") && vector.restrictsBothDays(),
                vector -> neverFires(vector.schedule(vector.parseWithBothDays()))
                        && !neverFires(vector.schedule(Dialect.UNIX)));
    }

    @Test
    void every_pair_of_lines_is_equal_or_not_as_recorded() {
        check(
                vector -> vector.is("equal") || vector.is("not_equal"),
                vector -> vector.is("equal")
                        == vector.parse(Dialect.UNIX)
                                .equals(CronExpression.parse(vector.line().getString("expr2"), Dialect.UNIX)));
    }

    @Test
    void every_match_and_nomatch_line_holds() {
        check(vector -> vector.is("match") || vector.is("nomatch"), vector -> {
            long at = vector.instant("at").toEpochMilli();
            return vector.is("match") == (vector.schedule(Dialect.UNIX).next(at - 1) == at);
        });
    }

    @Test
    void every_span_recorded_as_silent_is_silent() {
        check(
                vector -> vector.is("none_between"),
                vector -> vector.schedule(Dialect.UNIX).next(vector.after())
                        >= vector.instant("to").toEpochMilli());
    }

    private static boolean neverFires(CronSchedule schedule) {
        return schedule.next(0) == CronSchedule.NEVER;
    }

    private static void check(Predicate<CronVector> chosen, Predicate<CronVector> holds) {
        Stream<CronVector> vectors = Stream.of("cronos", "ncrontab", "oban", "robfig-standard", "temporal-cron")
                .flatMap(name -> CronVector.read("cron/" + name + ".jsonl"))
                .filter(vector -> vector.fields() <= 5)
                .filter(chosen);
        CronVector.check(vectors, holds);
    }
}
