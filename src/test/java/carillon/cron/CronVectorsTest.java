package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.json.DecodedPreview;
import carillon.json.PreviewDecoder;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other engines do with their expressions, as far as the contract does not decide otherwise. */
class CronVectorsTest {
    private static final String SEVEN_IS_SUNDAY = "7 is Sunday in unix";
    private static final String NAMES_IN_ANY_CASE = "names are read in upper and lower case";
    private static final String NEVER_IS_NO_ERROR = "a date that never comes makes a rule that never fires, no error";
    private static final String STAR_IS_THE_BEGINNING = "a star with a long step fires at the field's beginning";
    private static final String SEVENTH_IS_YEAR = "the seventh field of ocps is the year";

    private static final List<String> FILES = List.of(
            "cronos",
            "ncrontab",
            "oban",
            "ocps-1.0",
            "ocps-1.1",
            "ocps-1.2",
            "ocps-1.3",
            "ocps-1.4",
            "robfig-seconds",
            "robfig-standard",
            "temporal-cron",
            "temporal-schedule");

    /** Lines that their source refuses and the contract accepts, with the reason. */
    private static final Map<String, String> ACCEPTED_HERE = Map.ofEntries(
            Map.entry("cv-8e03d9b7d8", SEVEN_IS_SUNDAY),
            Map.entry("cv-c77c642112", SEVEN_IS_SUNDAY),
            Map.entry("cv-97cc5ea882", NAMES_IN_ANY_CASE),
            Map.entry("cv-67c81437e6", NAMES_IN_ANY_CASE),
            Map.entry("cv-d9a47c7757", NEVER_IS_NO_ERROR),
            Map.entry("cv-d4fba26957", NEVER_IS_NO_ERROR),
            Map.entry("cv-64fc83eabd", NEVER_IS_NO_ERROR),
            Map.entry("cv-1d3b96b5e3", NEVER_IS_NO_ERROR),
            Map.entry("cv-48defb4e26", SEVENTH_IS_YEAR),
            Map.entry("cv-77f52fc1d0", SEVENTH_IS_YEAR),
            Map.entry("cv-1c97c92203", STAR_IS_THE_BEGINNING));

    @Test
    void every_portable_line_fires_as_recorded() {
        check(vector -> vector.is("next") && vector.portability().equals("portable"), CronVector::firesAsRecorded);
    }

    @Test
    void a_preview_takes_every_line_that_its_dialect_takes() {
        check(vector -> vector.is("next") && vector.refusal().isEmpty(), CronVectorsTest::isTakenByPreview);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mostly", "contested", "unverified", "not compared"})
    void every_other_line_fires_as_recorded_or_differs_by_a_policy_that_is_written_down(String portability) {
        Map<String, Integer> counts = new TreeMap<>();
        check(vector -> vector.is("next") && vector.portability().equals(portability), vector -> {
            VectorPolicy policy = VectorPolicy.of(vector);
            counts.merge(vector.line().getString("dialect") + " " + policy, 1, Integer::sum);
            return policy != VectorPolicy.UNEXPLAINED;
        });
        System.out.println(portability + ": " + counts);
    }

    @Test
    void every_invalid_line_is_refused_unless_the_contract_accepts_it() {
        check(
                vector -> vector.is("invalid"),
                vector -> ACCEPTED_HERE.containsKey(vector.id())
                        == vector.refusal().isEmpty());
    }

    @Test
    void every_valid_line_is_accepted() {
        check(vector -> vector.is("valid"), vector -> vector.refusal().isEmpty());
    }

    @Test
    void every_unreachable_line_never_fires() {
        check(
                vector -> vector.is("unreachable") && !isJoinedElsewhere(vector),
                vector -> neverFires(vector, vector.parse()));
    }

    /** Their source joins the day fields with "and", unix with "or"; in ocps a plus sign says "and". */
    @Test
    void every_unreachable_line_with_both_day_fields_never_fires_where_both_must_match() {
        check(
                vector -> vector.is("unreachable") && isJoinedElsewhere(vector),
                vector -> neverFires(vector, vector.parseWithBothDays()) && !neverFires(vector, vector.parse()));
    }

    @Test
    void every_pair_of_lines_is_equal_or_not_as_recorded() {
        check(
                vector -> vector.is("equal") || vector.is("not_equal"),
                vector -> vector.is("equal")
                        == vector.parse()
                                .equals(CronExpression.parse(vector.line().getString("expr2"), vector.dialect())));
    }

    @Test
    void every_match_and_nomatch_line_holds() {
        check(vector -> vector.is("match") || vector.is("nomatch"), vector -> {
            long at = vector.instant("at").toEpochMilli();
            return vector.is("match") == (vector.schedule().next(at - 1) == at);
        });
    }

    @Test
    void every_span_recorded_as_silent_is_silent() {
        check(
                vector -> vector.is("none_between"),
                vector -> vector.schedule().next(vector.after())
                        >= vector.instant("to").toEpochMilli());
    }

    /** The kinds that are left ask for what is no part of cron here: the previous fire, and a fixed rate. */
    @Test
    void no_line_is_left_out_but_those_of_two_kinds() {
        Map<String, Long> others = vectors()
                .map(CronVector::kind)
                .filter(kind -> !List.of("next", "invalid", "valid", "unreachable", "equal", "not_equal")
                        .contains(kind))
                .filter(kind -> !List.of("match", "nomatch", "none_between").contains(kind))
                .collect(Collectors.groupingBy(kind -> kind, Collectors.counting()));
        assertEquals(Map.of("prev", 9L, "fixed_rate_next", 5L), others);
    }

    private static boolean isJoinedElsewhere(CronVector vector) {
        return vector.line().getString("dialect").equals("cronos") && vector.restrictsBothDays();
    }

    private static boolean neverFires(CronVector vector, CronExpression expression) {
        return vector.schedule(expression, Dst.DEFAULT).next(vector.after()) == CronSchedule.NEVER;
    }

    private static Stream<CronVector> vectors() {
        return FILES.stream().flatMap(name -> CronVector.read("cron/" + name + ".jsonl"));
    }

    private static boolean isTakenByPreview(CronVector vector) {
        JsonObject asked =
                JsonObject.of("cron", vector.text(), "dialect", vector.dialect().title());
        return PreviewDecoder.decode(asked.toBuffer().getBytes()) instanceof DecodedPreview.Asked;
    }

    private static void check(Predicate<CronVector> chosen, Predicate<CronVector> holds) {
        CronVector.check(vectors().filter(chosen), holds);
    }
}
