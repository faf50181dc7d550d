package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Refusals say what is wrong, where, and what to write instead. */
class CronRefusalTest {

    @Test
    void a_number_outside_its_field_is_refused_with_the_range() {
        refused(Dialect.UNIX, "60 * * * *", CronField.MINUTE, 0, "minute 60 is not in 0-59");
        refused(Dialect.UNIX, "0 0 0 * *", CronField.DAY_OF_MONTH, 4, "day of month 0 is not in 1-31");
        refused(
                Dialect.UNIX,
                "* * * * 8",
                CronField.DAY_OF_WEEK,
                8,
                "day of week 8 is not in 0-7, where 0 and 7 are Sunday");
        refused(
                Dialect.QUARTZ,
                "0 0 0 ? * 0",
                CronField.DAY_OF_WEEK,
                10,
                "day of week 0 is not in 1-7, where 1 is Sunday");
        refused(Dialect.QUARTZ, "0 0 0 1 1 ? 1969", CronField.YEAR, 12, "year 1969 is not in 1970-2199");
    }

    @Test
    void the_position_points_into_lists_and_behind_a_zone() {
        refused(Dialect.UNIX, "TZ=UTC 0 1,2,24 * * *", CronField.HOUR, 13, "hour 24 is not in 0-23");
        refused(Dialect.UNIX, "0 0 5-32 * *", CronField.DAY_OF_MONTH, 6, "day of month 32 is not in 1-31");
    }

    @Test
    void a_word_that_is_no_value_is_refused_with_what_can_be_written() {
        refused(Dialect.UNIX, "bad * * * *", CronField.MINUTE, 0, "'bad' is no minute; write a number in 0-59");
        refused(
                Dialect.UNIX,
                "* * * March *",
                CronField.MONTH,
                6,
                "'March' is no month; write a number in 1-12, or a name of three letters such as FEB");
        refused(
                Dialect.UNIX,
                "* 1,,2 * * *",
                CronField.HOUR,
                4,
                "hour lacks a value here; write one or remove the ',', '-' or '/' beside it");
    }

    @Test
    void a_step_that_never_advances_or_never_comes_twice_is_refused() {
        refused(Dialect.UNIX, "*/0 * * * *", CronField.MINUTE, 2, "minute step 0 never advances; write 1 or more");
        refused(
                Dialect.UNIX,
                "5/90 * * * *",
                CronField.MINUTE,
                2,
                "minute step 90 is longer than the field (0-59), so that only its first value would fire; if that is"
                        + " meant, write the value alone");
        refused(
                Dialect.QUARTZ,
                "0 0/60 * * * ?",
                CronField.MINUTE,
                4,
                "minute step 60 is longer than the field (0-59), so that only its first value would fire; if that is"
                        + " meant, write the value alone");
        refused(Dialect.UNIX, "1/k * * * *", CronField.MINUTE, 2, "'k' is no step of minute; write a number after '/'");
    }

    @Test
    void a_step_may_be_longer_than_the_range_that_is_written_out() {
        assertEquals(
                CronExpression.parse("0 6-6 * * *", Dialect.UNIX),
                CronExpression.parse("0 6-23/24 * * *", Dialect.UNIX));
    }

    @Test
    void a_range_that_runs_backwards_is_refused_where_the_dialect_does_not_take_it() {
        refused(
                Dialect.OCPS,
                "0 17-9 * * *",
                CronField.HOUR,
                2,
                "hour range 17-9 runs backwards, which ocps does not take; split it in two ranges with a ',' between"
                        + " them");
        refused(
                Dialect.QUARTZ,
                "0 0 0 1 1 ? 2030-2027",
                CronField.YEAR,
                12,
                "year range 2030-2027 runs backwards, which quartz does not take; split it in two ranges with a ','"
                        + " between them");
    }

    @Test
    void marks_are_refused_where_they_mean_nothing() {
        refused(
                Dialect.UNIX,
                "* * 1,15W * *",
                CronField.DAY_OF_MONTH,
                6,
                "'W' in day of month must stand alone, without a list");
        refused(
                Dialect.UNIX,
                "* * 1-5W * *",
                CronField.DAY_OF_MONTH,
                4,
                "'W' follows a single day of month, as in 15W or LW, not '1-5'");
        refused(
                Dialect.UNIX,
                "* * L-31 * *",
                CronField.DAY_OF_MONTH,
                4,
                "'L-31' is no day of month; write L for the last day or L-1 to L-30 for days before it");
        refused(
                Dialect.UNIX,
                "* * * * MON#6",
                CronField.DAY_OF_WEEK,
                12,
                "'#' in day of week is followed by 1 to 5, as in MON#2, not '6'");
        refused(
                Dialect.UNIX,
                "* * * * L",
                CronField.DAY_OF_WEEK,
                8,
                "'L' in day of week follows a day, as in 5L for the month's last Friday");
        refused(
                Dialect.QUARTZ,
                "? 0 0 1 * ?",
                CronField.SECOND,
                0,
                "'?' must be the whole field of a day; write '*' or a number in 0-59 as second");
    }

    @Test
    void quartz_wants_exactly_one_question_mark() {
        refused(
                Dialect.QUARTZ,
                "0 0 0 * * *",
                CronField.DAY_OF_WEEK,
                10,
                "in quartz exactly one of day of month ('*') and day of week ('*') must be '?', and the other says"
                        + " which days");
        refused(
                Dialect.QUARTZ,
                "0 0 0 ? * ?",
                CronField.DAY_OF_WEEK,
                10,
                "in quartz exactly one of day of month ('?') and day of week ('?') must be '?', and the other says"
                        + " which days");
    }

    @Test
    void a_wrong_number_of_fields_is_refused_with_the_right_one() {
        refused(
                Dialect.UNIX,
                "* * * * * *",
                null,
                0,
                "unix takes 5 fields, not 6; with seconds first, name the dialect quartz, ocps or spring");
        refused(Dialect.SPRING, "* * * * *", null, 0, "spring takes 6 fields, not 5; the first of six is seconds");
        refused(Dialect.UNIX, " ", null, 0, "the expression is empty; write for example '0 9 * * MON-FRI'");
    }

    @Test
    void an_unknown_zone_or_macro_is_refused() {
        refused(
                Dialect.UNIX,
                "TZ=Mars/Base 0 0 * * *",
                null,
                3,
                "'Mars/Base' is no time zone; write a name such as Europe/Paris or an offset such as +05:30 after the"
                        + " '='");
        refused(
                Dialect.UNIX,
                "@reboot",
                null,
                0,
                "'@reboot' is no macro; there are @annually @daily @every_minute @every_second @hourly @midnight"
                        + " @monthly @weekly @yearly");
        refused(
                Dialect.UNIX,
                "@every 1h30m",
                null,
                0,
                "'@every' is a fixed rate and no cron expression; write every: PT1H30M for @every 1h30m");
        refused(Dialect.QUARTZ, "@daily", null, 0, "quartz has no macros; write 6 or 7 fields");
    }

    @Test
    void a_text_longer_than_any_sense_is_refused_before_it_is_read() {
        String text = "0,".repeat(600) + "0 * * * *";
        refused(
                Dialect.UNIX,
                text,
                null,
                1_000,
                "the expression has " + text.length() + " characters; at most 1000 are read");
    }

    @Test
    void numbers_too_long_for_an_int_are_refused_and_not_overflowed() {
        Stream.of("99999999999 * * * *", "0-99999999999 * * * *", "1/2147483648 * * * *")
                .forEach(text ->
                        assertThrows(CronSyntaxException.class, () -> CronExpression.parse(text, Dialect.UNIX), text));
    }

    private static void refused(Dialect dialect, String text, @Nullable CronField field, int position, String message) {
        CronSyntaxException refused =
                assertThrows(CronSyntaxException.class, () -> CronExpression.parse(text, dialect), text);
        assertAll(
                text,
                () -> assertEquals(message, refused.getMessage()),
                () -> assertEquals(Optional.ofNullable(field), refused.field()),
                () -> assertEquals(position, refused.position()));
    }
}
