package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cron.Dst.Gap;
import carillon.cron.Dst.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The engine against the dullest model: walk the wall clock one step at a time, ask the rule at each, and map a match
 * to instants as the contract says. Most starts lie near a clock change.
 */
class CronModelTest {
    private static final long SEED = Long.getLong("cron.seed", 20_261_121);
    private static final List<String> ZONES = List.of(
            "Europe/Paris",
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "Pacific/Apia",
            "Asia/Amman",
            "America/Santiago",
            "Africa/Casablanca",
            "Antarctica/Troll",
            "Asia/Kathmandu",
            "America/Caracas",
            "Pacific/Kwajalein",
            "UTC");

    @Test
    void next_equals_walking_minute_by_minute_through_five_days() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 1_500; i++) {
            compare(random, false, Duration.ofDays(5), ChronoUnit.MINUTES);
        }
    }

    @Test
    void next_equals_walking_second_by_second_through_two_hours() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 100; i++) {
            compare(random, true, Duration.ofHours(2), ChronoUnit.SECONDS);
        }
    }

    private static void compare(Random random, boolean hasSeconds, Duration window, ChronoUnit step) {
        RandomRule rule = RandomRule.draw(random, hasSeconds);
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Dst dst = new Dst(
                random.nextBoolean() ? Gap.SHIFT : Gap.SKIP, random.nextBoolean() ? Overlap.FIRST : Overlap.BOTH);
        CronExpression expression = CronExpression.parse(rule.text(), hasSeconds ? Dialect.OCPS : Dialect.UNIX);
        Instant after = start(random, zone.getRules());
        Instant until = after.plus(window);
        long expected = modelNext(rule, zone.getRules(), dst, after, until, step);
        long actual = new CronSchedule(expression, zone, dst).next(after.toEpochMilli());
        String where = "'" + rule.text() + "' in " + zone + " " + dst + " after " + after + ", seed " + SEED;
        if (expected == CronSchedule.NEVER) {
            assertTrue(actual > until.toEpochMilli(), () -> where + " fired at " + Instant.ofEpochMilli(actual));
        } else {
            assertEquals(Instant.ofEpochMilli(expected), Instant.ofEpochMilli(actual), where);
        }
    }

    /** An instant near a clock change of these rules where there is one, else anywhere. */
    private static Instant start(Random random, ZoneRules rules) {
        Instant any = Instant.ofEpochSecond(random.nextLong(0, 3_000_000_000L));
        ZoneOffsetTransition change = rules.nextTransition(any);
        return change == null || random.nextInt(10) == 0
                ? any
                : change.getInstant().plusMillis(random.nextLong(-40 * 3_600_000L, 30 * 3_600_000L));
    }

    private static long modelNext(
            RandomRule rule, ZoneRules rules, Dst dst, Instant after, Instant until, ChronoUnit step) {
        long next = CronSchedule.NEVER;
        // the wall may show a time up to a day and an hour early or late, as in Apia
        LocalDateTime wall = LocalDateTime.ofInstant(after, ZoneOffset.UTC)
                .minusHours(step == ChronoUnit.SECONDS ? 40 : 52)
                .truncatedTo(step);
        LocalDateTime end = LocalDateTime.ofInstant(until, ZoneOffset.UTC).plusHours(16);
        for (; wall.isBefore(end); wall = wall.plus(1, step)) {
            if (rule.matches(wall)) {
                for (Instant fire : fires(rule, rules, dst, wall)) {
                    if (fire.isAfter(after) && fire.toEpochMilli() < next && !fire.isAfter(until)) {
                        next = fire.toEpochMilli();
                    }
                }
            }
        }
        return next;
    }

    private static List<Instant> fires(RandomRule rule, ZoneRules rules, Dst dst, LocalDateTime wall) {
        List<ZoneOffset> offsets = rules.getValidOffsets(wall);
        if (offsets.isEmpty()) {
            boolean shifts = rule.isFixed() && dst.gap() == Gap.SHIFT;
            return shifts ? List.of(wall.toInstant(rules.getTransition(wall).getOffsetBefore())) : List.of();
        }
        boolean first = rule.isFixed() && dst.overlap() == Overlap.FIRST;
        return offsets.stream().limit(first ? 1 : 2).map(wall::toInstant).toList();
    }
}
