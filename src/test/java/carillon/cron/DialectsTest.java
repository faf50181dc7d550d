package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialectsTest {

    @ParameterizedTest
    @ValueSource(strings = {"*/5 * * * *", "TZ=UTC 0 0 * * ?", "@daily", "? ? ? ? ?", "CRON_TZ=UTC @hourly"})
    void five_fields_and_macros_are_unix(String text) {
        assertEquals(Dialect.UNIX, Dialects.detect(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0/30 * * * * ?",
                "0 0 10 ? * WED *",
                "0 0 0 ? * MON#2",
                "0 0 0 ? * FRIL",
                "0 0 0 ? * MON-FRI/2",
                "CRON_TZ=UTC 0 0 1 * * ?"
            })
    void six_or_seven_fields_with_a_question_mark_are_quartz(String text) {
        assertEquals(Dialect.QUARTZ, Dialects.detect(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 0 * * 1",
                "0 0 0 1 1 * 2027",
                "? ? ? ? ? ?",
                "? ? ? ? ? ? ?",
                "TZ=UTC 0 0 1 * * *",
                "0 0 9 ? * ?"
            })
    void six_or_seven_fields_without_one_or_with_two_in_the_day_fields_are_ocps(String text) {
        assertEquals(Dialect.OCPS, Dialects.detect(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 0 ? * 2",
                "0 0 0 ? * MON,5",
                "0 0 0 ? * 2-6 2027",
                "0 0 0 ? * 6L",
                "0 0 0 ? * TUE/2",
                "0 0 0 ? * */2",
                "0 0 0 ? * 2#1"
            })
    void a_numeric_day_of_week_beside_a_question_mark_asks_for_the_dialect(String text) {
        CronSyntaxException refused = assertThrows(CronSyntaxException.class, () -> Dialects.detect(text));
        assertEquals(Optional.of(CronField.DAY_OF_WEEK), refused.field());
        assertEquals(10, refused.position());
    }

    @Test
    void any_other_number_of_fields_is_refused() {
        CronSyntaxException refused = assertThrows(CronSyntaxException.class, () -> Dialects.detect("* * * *"));
        assertEquals(
                "a cron expression has 5 fields (minute first), or 6 or 7 (second first), not 4", refused.getMessage());
    }

    @Test
    void dialects_are_found_by_the_name_written_in_a_task() {
        assertEquals(Optional.of(Dialect.QUARTZ), Dialect.named("quartz"));
        assertEquals(Optional.empty(), Dialect.named("Quartz"));
        assertEquals("unix", Dialect.UNIX.title());
    }
}
