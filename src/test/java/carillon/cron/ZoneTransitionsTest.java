package carillon.cron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneTransitionsTest {
    private static final long SEED = 20_260_101;
    private static final long FROM = Instant.parse("1840-01-01T00:00:00Z").getEpochSecond();
    private static final long UNTIL = Instant.parse("9999-12-31T00:00:00Z").getEpochSecond();

    @Test
    void every_zone_agrees_with_its_rules_at_random_instants() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (String id : ZoneId.getAvailableZoneIds()) {
            for (int i = 0; i < 40; i++) {
                check(ZoneId.of(id), random.nextLong(FROM, i % 2 == 0 ? UNTIL : 4_102_444_800L));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Paris", "Australia/Lord_Howe", "America/Asuncion", "+05:30", "UTC"})
    void segments_agree_with_the_rules_around_every_cut_of_the_400_year_cycle(String id) {
        ZoneId zone = ZoneId.of(id);
        for (int year = 2300; year < 9990; year += 100) {
            long at = Instant.parse(year + "-01-01T00:00:00Z").getEpochSecond();
            for (int month = 0; month < 12; month++) {
                check(zone, at + month * 30L * 86_400);
            }
        }
    }

    private static void check(ZoneId zone, long second) {
        ZoneTransitions transitions = ZoneTransitions.of(zone);
        ZoneRules rules = zone.getRules();
        Instant instant = Instant.ofEpochSecond(second);
        String where = zone + " at " + instant;
        int segment = transitions.segment(second);
        assertEquals(rules.getOffset(instant).getTotalSeconds(), transitions.offset(segment), where);
        ZoneOffsetTransition next = rules.nextTransition(instant);
        ZoneOffsetTransition last = rules.previousTransition(instant.plusNanos(1));
        assertEquals(
                next == null ? ZoneTransitions.FOREVER : next.toEpochSecond(),
                transitions.end(segment),
                where + " end");
        if (last != null) {
            assertEquals(last.toEpochSecond(), transitions.start(segment), where + " start");
            assertEquals(last.getOffsetBefore().getTotalSeconds(), transitions.offsetBefore(segment), where);
        }
    }
}
