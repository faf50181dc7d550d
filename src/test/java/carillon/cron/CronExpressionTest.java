package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CronExpressionTest {
    private static final String NEW_YEAR = "2026-01-01T00:00:00Z";

    @Test
    void a_minute_and_an_hour_fire_once_a_day() {
        assertEquals(List.of("2026-01-01T14:05Z", "2026-01-02T14:05Z"), Fires.unix("5 14 * * *", NEW_YEAR, 2));
    }

    @Test
    void lists_ranges_and_steps_add_up() {
        assertEquals(
                List.of("2026-01-01T00:07Z", "2026-01-01T00:20Z", "2026-01-01T00:25Z", "2026-01-01T00:40Z"),
                Fires.unix("7,20-29/5,40 * * * *", NEW_YEAR, 4));
    }

    @Test
    void a_start_with_a_step_runs_to_the_end_of_the_field() {
        assertEquals(
                List.of("2026-01-01T00:25Z", "2026-01-01T00:45Z", "2026-01-01T01:05Z"),
                Fires.unix("5/20 * * * *", "2026-01-01T00:05:00Z", 3));
    }

    @Test
    void a_range_may_run_over_the_end() {
        assertEquals(
                List.of("2026-01-01T00:00Z", "2026-01-01T02:00Z", "2026-01-01T22:00Z"),
                Fires.unix("0 22-2/2 * * *", "2025-12-31T23:00:00Z", 3));
        assertEquals(
                List.of("2026-01-01T00:00Z", "2026-02-01T00:00Z", "2026-11-01T00:00Z"),
                Fires.unix("0 0 1 11-2 *", "2025-12-31T00:00:00Z", 3));
    }

    @Test
    void names_of_months_and_days_are_read_in_any_case() {
        assertEquals(Fires.unix("0 0 * 2-3 1-5", NEW_YEAR, 50), Fires.unix("0 0 * Feb-MAR mon-Fri", NEW_YEAR, 50));
    }

    @Test
    void sunday_is_0_and_7_in_unix_1_in_quartz_and_7_in_spring() {
        List<String> sundays = List.of("2026-01-04T00:00Z", "2026-01-11T00:00Z");
        assertEquals(sundays, Fires.unix("0 0 * * 0", NEW_YEAR, 2));
        assertEquals(sundays, Fires.unix("0 0 * * 7", NEW_YEAR, 2));
        assertEquals(sundays, Fires.of(Dialect.QUARTZ, "0 0 0 ? * 1", NEW_YEAR, 2));
        assertEquals(sundays, Fires.of(Dialect.SPRING, "0 0 0 ? * 7", NEW_YEAR, 2));
        assertEquals(sundays, Fires.of(Dialect.OCPS, "0 0 0 * * 0", NEW_YEAR, 2));
    }

    @Test
    void a_range_of_days_may_begin_and_end_with_7() {
        CronExpression days = CronExpression.parse("0 0 * * SUN,MON,TUE", Dialect.OCPS);
        assertEquals(days, CronExpression.parse("0 0 * * 7-2", Dialect.OCPS));
        assertEquals(days, CronExpression.parse("0 0 * * 7-2", Dialect.UNIX));
        assertEquals(
                CronExpression.parse("0 0 * * FRI,SAT,SUN", Dialect.OCPS),
                CronExpression.parse("0 0 * * 5-7", Dialect.OCPS));
        assertEquals(
                CronExpression.parse("0 0 * * 0", Dialect.UNIX), CronExpression.parse("0 0 * * 7-7", Dialect.UNIX));
    }

    @Test
    void a_range_of_day_names_may_begin_or_end_with_sunday_in_every_dialect() {
        CronExpression late = CronExpression.parse("0 0 0 * * 4,5,6,0", Dialect.OCPS);
        CronExpression early = CronExpression.parse("0 0 0 * * 0,1,2", Dialect.OCPS);
        assertEquals(late, CronExpression.parse("0 0 * * thu-sun", Dialect.UNIX));
        assertEquals(early, CronExpression.parse("0 0 * * Sun-Tue", Dialect.UNIX));
        for (Dialect dialect : List.of(Dialect.OCPS, Dialect.SPRING, Dialect.QUARTZ)) {
            assertEquals(late, CronExpression.parse("0 0 0 ? * THU-SUN", dialect));
            assertEquals(early, CronExpression.parse("0 0 0 ? * SUN-TUE", dialect));
        }
    }

    @Test
    void a_week_of_names_wraps_where_ranges_may() {
        CronExpression weekend = CronExpression.parse("0 0 * * 5,6,0,1", Dialect.UNIX);
        assertEquals(weekend, CronExpression.parse("0 0 * * FRI-MON", Dialect.UNIX));
        assertEquals(weekend, CronExpression.parse("0 0 0 ? * FRI-MON", Dialect.QUARTZ));
    }

    @Test
    void a_step_may_stand_alone_in_quartz() {
        assertEquals(
                CronExpression.parse("0 0/5 * * * ?", Dialect.QUARTZ),
                CronExpression.parse("0 /5 * * * ?", Dialect.QUARTZ));
    }

    @Test
    void a_step_over_the_week_starts_on_the_first_day_of_the_dialect() {
        assertEquals(
                CronExpression.parse("0 0 0 * * SUN,TUE,THU,SAT", Dialect.OCPS),
                CronExpression.parse("0 0 * * */2", Dialect.UNIX));
        assertEquals(
                CronExpression.parse("0 0 0 * * MON,WED,FRI,SUN", Dialect.OCPS),
                CronExpression.parse("0 0 0 * * */2", Dialect.SPRING));
    }

    @Test
    void either_day_field_fires_in_unix_where_both_leave_out_days() {
        assertEquals(
                List.of("2026-01-05T00:00Z", "2026-01-12T00:00Z", "2026-01-13T00:00Z"),
                Fires.unix("0 0 13 * MON", NEW_YEAR, 3));
    }

    @Test
    void both_day_fields_must_match_in_spring_and_in_ocps_with_a_plus() {
        List<String> fridayThe13th = List.of("2026-02-13T00:00Z", "2026-03-13T00:00Z", "2026-11-13T00:00Z");
        assertEquals(fridayThe13th, Fires.of(Dialect.SPRING, "0 0 0 13 * FRI", NEW_YEAR, 3));
        assertEquals(fridayThe13th, Fires.of(Dialect.OCPS, "0 0 13 * +FRI", NEW_YEAR, 3));
        assertNotEquals(fridayThe13th, Fires.of(Dialect.OCPS, "0 0 13 * FRI", NEW_YEAR, 3));
    }

    @Test
    void a_day_field_with_a_plain_star_leaves_the_days_to_the_other() {
        CronExpression mondays = CronExpression.parse("0 0 * * 1", Dialect.UNIX);
        for (String stars : List.of("*/1", "?", "*,10")) {
            assertEquals(mondays, CronExpression.parse("0 0 " + stars + " * 1", Dialect.UNIX));
        }
        assertEquals(
                CronExpression.parse("0 0 5 * *", Dialect.UNIX), CronExpression.parse("0 0 5 * */1", Dialect.UNIX));
    }

    @Test
    void days_that_are_all_written_out_fire_beside_the_other_field_as_any_days_do() {
        CronExpression everyDay = CronExpression.parse("0 0 * * *", Dialect.UNIX);
        for (String days : List.of("1-31 * 1", "1-15,16-31 * 1", "5 * 0-6", "5 * 1-7", "5 * MON-SUN", "L * sun-sat")) {
            CronExpression written = CronExpression.parse("0 0 " + days, Dialect.UNIX);
            assertEquals(everyDay, written, days);
            assertEquals("at 00:00 every day", written.explanation(), days);
        }
        assertEquals(
                CronExpression.parse("0 0 0 5 * *", Dialect.SPRING),
                CronExpression.parse("0 0 0 5 * SUN-SAT", Dialect.SPRING));
        assertEquals(
                CronExpression.parse("0 0 5 * *", Dialect.OCPS),
                CronExpression.parse("0 0 5 * +SUN-SAT", Dialect.OCPS));
    }

    @Test
    void a_step_from_the_beginning_of_a_field_may_be_longer_than_the_field() {
        List<String> hourly = Fires.of(Dialect.OCPS, "0 0 * * * *", NEW_YEAR, 30);
        for (Dialect dialect : List.of(Dialect.OCPS, Dialect.SPRING)) {
            assertEquals(hourly, Fires.of(dialect, "0 */60 * * * *", NEW_YEAR, 30));
            assertEquals(hourly, Fires.of(dialect, "0 0/90 * * * *", NEW_YEAR, 30));
        }
        List<String> daily = Fires.unix("0 0 * * *", NEW_YEAR, 10);
        assertEquals(daily, Fires.unix("0 */24 * * *", NEW_YEAR, 10));
        assertEquals(daily, Fires.unix("0 0/24 * * *", NEW_YEAR, 10));
        assertEquals(Fires.unix("0 0 1 1 0", NEW_YEAR, 20), Fires.unix("0 0 */40 */14 */9", NEW_YEAR, 20));
    }

    @Test
    void a_list_of_days_may_have_nearest_weekdays_in_quartz_and_spring() {
        // 1 and 15 August 2026 are Saturdays, 31 January 2027 is a Sunday
        List<String> nearest = List.of("2026-08-03T09:00Z", "2026-08-14T09:00Z", "2026-09-01T09:00Z");
        List<String> mixed = List.of("2027-01-15T09:00Z", "2027-01-29T09:00Z", "2027-02-15T09:00Z");
        for (Dialect dialect : List.of(Dialect.QUARTZ, Dialect.SPRING)) {
            assertEquals(nearest, Fires.of(dialect, "0 0 9 1W,15W * ?", "2026-08-01T00:00:00Z", 3));
            assertEquals(mixed, Fires.of(dialect, "0 0 9 15,LW * ?", "2027-01-01T00:00:00Z", 3));
        }
    }

    @Test
    void a_step_over_all_years_begins_with_1970() {
        assertEquals(
                List.of("2028-01-01T00:00Z", "2030-01-01T00:00Z"),
                Fires.of(Dialect.OCPS, "0 0 0 1 1 * */2", "2026-02-01T00:00:00Z", 2));
        for (Dialect dialect : List.of(Dialect.OCPS, Dialect.QUARTZ)) {
            assertEquals(
                    List.of("2027-01-01T00:00Z", "2030-01-01T00:00Z"),
                    Fires.of(dialect, "0 0 0 1 1 ? */3", "2026-02-01T00:00:00Z", 2));
            assertEquals(
                    List.of("2100-01-01T00:00Z", "2199-01-01T00:00Z", "never"),
                    Fires.of(dialect, "0 0 0 1 1 ? 2100,2199", "2026-02-01T00:00:00Z", 3));
        }
        assertEquals(
                CronExpression.parse("0 0 0 1 1 *", Dialect.OCPS),
                CronExpression.parse("0 0 0 1 1 * */1", Dialect.OCPS));
    }

    @Test
    void a_question_mark_is_a_star_in_unix() {
        assertEquals(CronExpression.parse("* * * * *", Dialect.UNIX), CronExpression.parse("? ? ? ? ?", Dialect.UNIX));
    }

    @Test
    void the_29th_of_february_waits_for_leap_years_and_knows_the_centuries() {
        assertEquals(
                List.of("2096-02-29T00:00Z", "2104-02-29T00:00Z"), Fires.unix("0 0 29 2 *", "2095-01-01T00:00:00Z", 2));
        assertEquals(
                "2000-02-29T00:00Z",
                Fires.unix("0 0 29 2 *", "1999-01-01T00:00:00Z", 1).get(0));
    }

    @Test
    void the_last_day_follows_the_length_of_the_month() {
        assertEquals(
                List.of("2028-01-31T00:00Z", "2028-02-29T00:00Z", "2028-03-31T00:00Z", "2028-04-30T00:00Z"),
                Fires.unix("0 0 L * *", "2028-01-01T00:00:00Z", 4));
    }

    @Test
    void days_are_counted_back_from_the_last_and_left_out_where_the_month_is_too_short() {
        assertEquals(
                List.of("2027-01-03T00:00Z", "2027-03-03T00:00Z", "2027-04-02T00:00Z"),
                Fires.unix("0 0 L-28 * *", "2027-01-01T00:00:00Z", 3));
    }

    @Test
    void the_nearest_weekday_stays_within_its_month() {
        // 1 February 2026 is a Sunday, 1 August a Saturday, 31 May a Sunday
        assertEquals("2026-02-02T00:00Z", Fires.unix("0 0 1W 2 *", NEW_YEAR, 1).get(0));
        assertEquals("2026-08-03T00:00Z", Fires.unix("0 0 1W 8 *", NEW_YEAR, 1).get(0));
        assertEquals("2026-05-29T00:00Z", Fires.unix("0 0 31W 5 *", NEW_YEAR, 1).get(0));
        assertEquals("2026-02-13T00:00Z", Fires.unix("0 0 14W 2 *", NEW_YEAR, 1).get(0));
        assertEquals("2026-03-16T00:00Z", Fires.unix("0 0 15W 3 *", NEW_YEAR, 1).get(0));
    }

    @Test
    void the_last_weekday_of_the_month_is_never_a_saturday_or_sunday() {
        assertEquals(
                List.of("2026-01-30T00:00Z", "2026-02-27T00:00Z", "2026-03-31T00:00Z"),
                Fires.unix("0 0 LW * *", NEW_YEAR, 3));
        assertEquals(
                "2026-01-30T00:00Z", Fires.unix("0 0 L-0W * *", NEW_YEAR, 1).get(0));
        assertEquals(
                "2026-05-29T00:00Z", Fires.unix("0 0 L-1W 5 *", NEW_YEAR, 1).get(0));
    }

    @Test
    void the_last_friday_can_be_written_in_three_ways() {
        List<String> fridays = List.of("2026-01-30T00:00Z", "2026-02-27T00:00Z");
        assertEquals(fridays, Fires.unix("0 0 * * 5L", NEW_YEAR, 2));
        assertEquals(fridays, Fires.of(Dialect.QUARTZ, "0 0 0 ? * FRIL", NEW_YEAR, 2));
        assertEquals(fridays, Fires.of(Dialect.OCPS, "0 0 * * FRI#L", NEW_YEAR, 2));
    }

    @Test
    void the_nth_weekday_skips_months_that_have_fewer() {
        assertEquals(List.of("2026-01-12T00:00Z", "2026-02-09T00:00Z"), Fires.unix("0 0 * * MON#2", NEW_YEAR, 2));
        assertEquals(List.of("2026-01-29T00:00Z", "2026-04-30T00:00Z"), Fires.unix("0 0 * * 4#5", NEW_YEAR, 2));
    }

    @Test
    void quartz_reads_seconds_first_and_years_last() {
        assertEquals(
                List.of("2026-01-01T00:00:30Z", "2026-01-01T00:01Z"),
                Fires.of(Dialect.QUARTZ, "0/30 * * * * ?", NEW_YEAR, 2));
        assertEquals(
                List.of("2027-12-24T18:15:10Z", "2029-12-24T18:15:10Z", "never"),
                Fires.of(Dialect.QUARTZ, "10 15 18 24 12 ? 2027-2029/2", NEW_YEAR, 3));
    }

    @Test
    void a_lone_l_is_saturday_in_quartz() {
        assertEquals(
                "2026-01-03T00:00Z",
                Fires.of(Dialect.QUARTZ, "0 0 0 ? * L", NEW_YEAR, 1).get(0));
    }

    @Test
    void macros_stand_for_their_expressions() {
        assertEquals(CronExpression.parse("0 0 1 1 *", Dialect.UNIX), CronExpression.parse("@yearly", Dialect.UNIX));
        assertEquals(CronExpression.parse("@yearly", Dialect.UNIX), CronExpression.parse("@Annually", Dialect.UNIX));
        assertEquals(CronExpression.parse("0 0 1 * *", Dialect.UNIX), CronExpression.parse("@monthly", Dialect.UNIX));
        assertEquals(CronExpression.parse("0 0 * * 7", Dialect.UNIX), CronExpression.parse("@weekly", Dialect.OCPS));
        assertEquals(CronExpression.parse("@daily", Dialect.UNIX), CronExpression.parse(" @midnight ", Dialect.SPRING));
        assertEquals(CronExpression.parse("0 * * * *", Dialect.UNIX), CronExpression.parse("@hourly", Dialect.UNIX));
    }

    @Test
    void a_zone_in_the_text_wins() {
        CronExpression expression = CronExpression.parse("CRON_TZ=Asia/Tokyo 0 9 * * *", Dialect.UNIX);
        assertEquals(Optional.of(ZoneId.of("Asia/Tokyo")), expression.zone());
        assertEquals(
                List.of("2026-01-02T09:00+09:00"),
                Fires.in("Europe/Paris", "TZ=Asia/Tokyo 0 9 * * *", "2026-01-01T00:00:00Z", 1));
    }

    @Test
    void equal_expressions_fire_alike_however_they_are_written() {
        CronExpression quarters = CronExpression.parse("*/15 * * * *", Dialect.UNIX);
        assertEquals(quarters, CronExpression.parse("0,15,30-45/15 * * * ?", Dialect.UNIX));
        assertEquals(quarters, CronExpression.parse("0 0/15 * * * ?", Dialect.QUARTZ));
        assertEquals(
                quarters.hashCode(),
                CronExpression.parse("0 0/15 * * * ?", Dialect.QUARTZ).hashCode());
        assertNotEquals(quarters, CronExpression.parse("TZ=UTC */15 * * * *", Dialect.UNIX));
    }

    @Test
    void a_range_follows_a_clock_change_where_a_list_does_not_and_so_they_differ() {
        assertNotEquals(
                CronExpression.parse("0 1,2,3 * * *", Dialect.UNIX), CronExpression.parse("0 1-3 * * *", Dialect.UNIX));
    }
}
