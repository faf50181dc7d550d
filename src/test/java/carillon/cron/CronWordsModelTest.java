package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words against compiled rules: the same rule has the same words, and the same words mean the same rule. */
class CronWordsModelTest {
    private static final long SEED = 29_032_026;
    private static final int ROUNDS = 20_000;

    private final Map<WallTimesKey, String> words = new HashMap<>();
    private final Map<String, CronExpression> rules = new HashMap<>();

    /** When a rule fires, whether its times are fixed or a pattern. */
    private record WallTimesKey(TimeOfDay time, DateRule dates) {}

    @Test
    void rules_made_by_chance_are_told_apart_and_those_that_are_the_same_alike() {
        Random random = new Random(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            boolean hasSeconds = random.nextBoolean();
            String text = RandomRule.draw(random, hasSeconds).text();
            check(CronExpression.parse(text, hasSeconds ? Dialect.OCPS : Dialect.UNIX));
        }
        assertTrue(rules.size() > ROUNDS / 3, "seed " + SEED + ": " + rules.size());
    }

    @Test
    void a_rule_written_with_names_lists_and_stars_is_told_alike() {
        Random random = new Random(SEED);
        for (int i = 0; i < 1_000; i++) {
            int step = List.of(2, 3, 4, 5, 6, 10, 12, 15, 20, 30).get(random.nextInt(10));
            int weekday = random.nextInt(7);
            String name = Names.of(CronField.DAY_OF_WEEK).get(weekday);
            String list = IntStream.iterate(0, minute -> minute < 60, minute -> minute + step)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(","));
            String unix = "*/" + step + " 0-23 * 1-12 " + weekday;
            String quartz = "0 " + list + " * ? JAN-DEC " + name;
            assertEquals(
                    CronExpression.parse(unix, Dialect.UNIX).explanation(),
                    CronExpression.parse(quartz, Dialect.QUARTZ).explanation());
        }
    }

    @Test
    void every_recorded_expression_is_told_in_a_sentence_of_bounded_length() {
        List<CronVector> lines = Stream.of(
                        "crontabs/expressions.jsonl",
                        "cron/cronos.jsonl",
                        "cron/ncrontab.jsonl",
                        "cron/oban.jsonl",
                        "cron/ocps-1.4.jsonl",
                        "cron/robfig-seconds.jsonl",
                        "cron/robfig-standard.jsonl",
                        "cron/temporal-cron.jsonl")
                .flatMap(CronVector::read)
                .filter(line -> line.text() != null)
                .toList();
        for (CronVector line : lines) {
            for (Dialect dialect : Dialect.values()) {
                try {
                    check(CronExpression.parse(line.text(), dialect));
                } catch (CronSyntaxException other) {
                    assertTrue(other.getMessage().length() > 1);
                }
            }
        }
        assertTrue(rules.size() > 500, rules.size() + " sentences");
    }

    @Test
    void lists_of_everything_are_shortened() {
        String odd = "1,2,4,6,8,10,12,14,16,18,20,22,25";
        CronExpression lists = CronExpression.parse(
                odd + " " + odd + " 1,2,4,6,8,10,12,14,16,18,20,22 " + odd + " 1,2,4,6,8,9,11"
                        + " MON#1,TUE#2,WED#3,THU#4,FRI#5,SAT#1,SUN#2,MON#3 2030,2032,2035,2040,2041",
                Dialect.OCPS);
        String told = lists.explanation();
        assertTrue(told.length() <= Sentence.LENGTH_MAX, told);
        assertTrue(told.startsWith("at seconds 1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 and 2 more in minutes"), told);
        assertTrue(told.endsWith(" …"), told);
    }

    private void check(CronExpression expression) {
        String told = expression.explanation();
        assertTrue(told.length() > 5 && told.length() <= Sentence.LENGTH_MAX, told);
        WallTimesKey key =
                new WallTimesKey(expression.rule().time(), expression.rule().dates());
        String before = words.putIfAbsent(key, told);
        assertTrue(before == null || before.equals(told), () -> expression + ": " + told + ", but: " + before);
        CronExpression other = rules.putIfAbsent(told, expression);
        boolean isShortened = told.contains(" more") || told.contains("…");
        assertTrue(
                other == null || isShortened || keyOf(other).equals(key),
                () -> told + " is said of " + other + " and of " + expression);
        new CronSchedule(expression, ZoneId.of("Europe/Paris"), Dst.DEFAULT).clockChange(0, 40_000_000_000L);
    }

    private static WallTimesKey keyOf(CronExpression expression) {
        return new WallTimesKey(expression.rule().time(), expression.rule().dates());
    }
}
