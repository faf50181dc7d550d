package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            * * * * *               | every minute
            */5 * * * *             | every 5 minutes
            0,15,30,45 * * * *      | every 15 minutes
            2/5 * * * *             | every 5 minutes from minute 2 past every hour
            */7 * * * *             | every 7 minutes from minute 0 to 56 past every hour
            */40 * * * *            | at minutes 0 and 40 past every hour
            3,7,40 * * * *          | at minutes 3, 7 and 40 past every hour
            10-20 * * * *           | every minute from minute 10 to 20 past every hour
            0 * * * *               | every hour on the hour
            15 * * * *              | at minute 15 past every hour
            15 8-17 * * *           | at minute 15 past every hour from 08:00 to 17:59
            30 8-11,14 * * *        | at minute 30 past every hour from 08:00 to 11:59 and from 14:00 to 14:59
            0 8-11,14 * * *         | every hour from 08:00 to 11:00 and at 14:00
            0 22-2 * * *            | every hour from 22:00 to 02:00
            * 22-2 * * *            | every minute from 22:00 to 02:59
            */15 9-17 * * 1-5       | every 15 minutes from 09:00 to 17:59 on weekdays
            */5 9,14 * * *          | every 5 minutes from 09:00 to 09:59 and from 14:00 to 14:59
            */20 1-23/2 * * *       | every 20 minutes in every 2nd hour from 01:00
            */5 8-16/2 * * *        | every 5 minutes in every 2nd hour from 08:00 to 16:59
            3,7,40 9,12,15 * * *    | at minutes 3, 7 and 40 past 09:00, 12:00 and 15:00
            3,7,40 9-17 * * *       | at minutes 3, 7 and 40 past every hour from 09:00 to 17:59
            10-20 9 * * *           | every minute from 09:10 to 09:20
            0 */2 * * *             | every 2 hours from 00:00
            15 */2 * * *            | every 2 hours from 00:15
            23 0-20/2 * * *         | every 2 hours from 00:23 to 20:23
            0 9-17/2 * * 1-5        | every 2 hours from 09:00 to 17:00 on weekdays
            0 */12 * * *            | at 00:00 and 12:00 every day
            0,30 9,14 * * *         | at 09:00, 09:30, 14:00 and 14:30 every day
            0 8,10,13,16,19 * * *   | at 08:00, 10:00, 13:00, 16:00 and 19:00 every day
            """)
    void times_of_a_unix_expression_are_told_as_a_person_would(String expression, String words) {
        assertEquals(words, CronExpression.parse(expression, Dialect.UNIX).explanation());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 9 * * *               | at 09:00 every day
            0 9 * * MON-FRI         | at 09:00 on weekdays
            0 9 * * 6,0             | at 09:00 on weekends
            0 9 * * 1,3,5           | at 09:00 on Mondays, Wednesdays and Fridays
            0 9 * * 1-4             | at 09:00 from Monday to Thursday
            0 9 * * FRI-MON         | at 09:00 from Friday to Monday
            0 9 * * 7               | at 09:00 on Sundays
            0 9 * * 5L              | at 09:00 on the last Friday of every month
            0 9 * * 1#1,1#3         | at 09:00 on the first and third Monday of every month
            0 9 * * 1#1,5L          | at 09:00 on the first Monday and the last Friday of every month
            0 9 1 * *               | at 09:00 on the 1st of every month
            0 12 1,15 1,7 *         | at 12:00 on the 1st and 15th of January and July
            0 9 1,2,3,21,22,23 * *  | at 09:00 on the 1st to 3rd and 21st to 23rd of every month
            0 9 */2 * *             | at 09:00 on every 2nd day from the 1st to the 31st of every month
            0 9 25 12 *             | at 09:00 on 25 December
            0 9 15 6-9 *            | at 09:00 on the 15th of every month from June to September
            0 9 * 6-9 *             | at 09:00 every day from June to September
            0 9 * 12-2 *            | at 09:00 every day in December, January and February
            0 9 * 3 1               | at 09:00 on Mondays in March
            0 9 L * *               | at 09:00 on the last day of every month
            0 9 L-1 * *             | at 09:00 on the day before the last of every month
            0 9 L-3 2 *             | at 09:00 on the 3rd day before the last of February
            0 9 15,L * *            | at 09:00 on the 15th and the last day of every month
            0 9 15W * *             | at 09:00 on the weekday nearest to the 15th of every month
            0 9 1W * *              | at 09:00 on the first weekday of every month
            0 9 LW * *              | at 09:00 on the last weekday of every month
            0 9 L-3W * *            | at 09:00 on the weekday nearest to the 3rd day before the last of every month
            0 9 13 * 5              | at 09:00 on the 13th and on every Friday
            0 9 13 10 5             | at 09:00 on the 13th and on every Friday in October
            0 9 1-7 * 1             | at 09:00 on the 1st to 7th and on every Monday
            0 9 13 * 1-5            | at 09:00 on the 13th and on every weekday
            0 9 13 * 5L             | at 09:00 on the 13th and on the last Friday of every month
            0 9 30 2 *              | at 09:00 on 30 February
            @hourly                 | every hour on the hour
            @daily                  | at 00:00 every day
            @weekly                 | at 00:00 on Sundays
            @monthly                | at 00:00 on the 1st of every month
            @yearly                 | at 00:00 on 1 January
            """)
    void days_of_a_unix_expression_are_told_as_a_person_would(String expression, String words) {
        assertEquals(words, CronExpression.parse(expression, Dialect.UNIX).explanation());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0/30 * * * * ?          | every 30 seconds
            0 0 12 * * ?            | at 12:00 every day
            0 * 14 * * ?            | every minute from 14:00 to 14:59
            0 0-5 14 * * ?          | every minute from 14:00 to 14:05
            0 10,44 14 ? 3 WED      | at 14:10 and 14:44 on Wednesdays in March
            0 15 10 ? * 6L 2002-2005 | at 10:15 on the last Friday of every month from 2002 to 2005
            0 15 10 ? * 6#3         | at 10:15 on the third Friday of every month
            0 15 10 * * ? 2027      | at 10:15 every day in 2027
            0 0 12 1/5 * ?          | at 12:00 on every 5th day from the 1st to the 31st of every month
            0 30 18 LW * ?          | at 18:30 on the last weekday of every month
            0 0 9 ? * L             | at 09:00 on Saturdays
            0 0 9 ? * 2-6           | at 09:00 on weekdays
            """)
    void a_quartz_expression_is_told_as_a_person_would(String expression, String words) {
        assertEquals(words, CronExpression.parse(expression, Dialect.QUARTZ).explanation());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            * * * * * *             | every second
            30 * * * * *            | at second 30 of every minute
            5,10 * * * * *          | at seconds 5 and 10 of every minute
            */7 * * * * *           | every 7 seconds from second 0 to 56 of every minute
            30 */5 * * * *          | every 5 minutes at second 30
            */10 * 9-17 * * *       | every 10 seconds from 09:00:00 to 17:59:59
            */10 15 * * * *         | every 10 seconds in minute 15 past every hour
            */10 15 9 * * *         | every 10 seconds from 09:15:00 to 09:15:59
            */10 */5 * * * *        | every 10 seconds of every 5th minute
            3 45 * * * *            | at minute 45 and second 3 past every hour
            15 30 9 * * *           | at 09:30:15 every day
            0 0 9 13 * +FRI         | at 09:00 on Fridays that are the 13th
            0 0 9 1,2,L * +FRI      | at 09:00 on Fridays that are the 1st, 2nd or the last day
            0 0 9 1-7 * +MON        | at 09:00 on the first Monday of every month
            0 0 9 13 * +FRI#2       | at 09:00 on Fridays that are the 13th
            0 0 9 10-12 * +FRI#2    | at 09:00 on Fridays that are the 10th to 12th
            0 0 9 * * FRI#L         | at 09:00 on the last Friday of every month
            0 0 9 1 1 * 2027        | at 09:00 on 1 January 2027
            0 0 9 * 3 * 2027        | at 09:00 every day in March 2027
            0 0 9 1 1 * 2027,2029,2033 | at 09:00 on 1 January in 2027, 2029 and 2033
            0 0 9 1 1 * 2026-2036/2 | at 09:00 on 1 January every 2 years from 2026 to 2036
            0 0 9 * * * 2027-9999   | at 09:00 every day from 2027 on
            """)
    void an_ocps_expression_is_told_as_a_person_would(String expression, String words) {
        assertEquals(words, CronExpression.parse(expression, Dialect.OCPS).explanation());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 0 9 13 * FRI          | at 09:00 on Fridays that are the 13th
            0 0 9 13 10 FRI         | at 09:00 on Fridays that are the 13th in October
            0 0 9 ? * MON#1         | at 09:00 on the first Monday of every month
            0 0 9-17 * * MON-FRI    | every hour from 09:00 to 17:00 on weekdays
            0 0 9 27W * MON#4       | at 09:00 on Mondays that are the weekday nearest to the 27th
            """)
    void a_spring_expression_is_told_as_a_person_would(String expression, String words) {
        assertEquals(words, CronExpression.parse(expression, Dialect.SPRING).explanation());
    }
}
