package carillon.task;

import carillon.cron.CronExpression;
import carillon.cron.CronSchedule;
import carillon.cron.Dialect;
import carillon.cron.Dst;
import carillon.cron.InstantWords;
import carillon.cron.IntervalWords;
import carillon.cron.RecurrenceRule;
import carillon.cron.RecurrenceSchedule;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger will do, for its author to read before a task depends on it.
 *
 * @param dialect of a cron expression, null for other triggers
 * @param zone in which the instants are best shown
 * @param next the nominal instants, in milliseconds since the epoch
 * @param explanation the rule in words, with what the next clock change does to it and whether it never fires
 * @param dst of a cron expression or recurrence rule, null for triggers that no clock change touches
 * @param clockChange what the next clock change does that moves, drops or doubles a fire, or null
 */
public record Preview(
        @Nullable Dialect dialect,
        String zone,
        List<Long> next,
        String explanation,
        @Nullable Dst dst,
        @Nullable String clockChange) {

    private static final String UTC = "UTC";
    private static final long YEAR_MILLIS = 366L * 86_400_000;

    public Preview {
        next = List.copyOf(next);
    }

    /**
     * Computes what a task of this trigger would do if it were accepted at an instant.
     *
     * @param recurrence its bounds and policies; jitter, which depends on the id of a task, is told and not computed
     * @param expiresAt when the task would expire, from which on nothing starts; null for never
     * @param from the instant; a fire at it does not count, unless the trigger counts from its acceptance
     * @param count how many nominal instants to compute at most
     * @param hasTime asked after each instant whether there is time for another; if not, the explanation says so
     */
    public static Preview of(
            Trigger trigger,
            Recurrence recurrence,
            @Nullable Long expiresAt,
            long from,
            int count,
            BooleanSupplier hasTime) {
        Integer fires = recurrence.maxFires();
        int most = fires == null ? count : Math.min(count, fires);
        Schedule schedule = Schedule.of(trigger, recurrence, from);
        long end = expiresAt == null ? Schedule.NEVER : expiresAt;
        List<Long> found = next(trigger, schedule, from, most, hasTime);
        List<Long> next = found.stream().filter(instant -> instant < end).toList();
        Preview preview =
                switch (trigger) {
                    case Trigger.At at -> plain(next, once(at, from));
                    case Trigger.Delay delay -> plain(next, once(delay));
                    case Trigger.Every every -> plain(next, rate(every, from));
                    case Trigger.Cron cron -> of(cron, from, next);
                    case Trigger.Rrule rrule -> of(rrule, from, next);
                };
        for (String bound : BoundWords.of(recurrence, expiresAt, ZoneId.of(preview.zone))) {
            preview = preview.with(bound);
        }
        boolean isCutShort = found.size() < most && !hasTime.getAsBoolean();
        return isCutShort ? preview.with("there may be more instants, which take long to find") : preview;
    }

    private Preview with(String remark) {
        return new Preview(dialect, zone, next, explanation + "; " + remark, dst, clockChange);
    }

    private static List<Long> next(Trigger trigger, Schedule schedule, long from, int count, BooleanSupplier hasTime) {
        boolean countsFromAcceptance =
                trigger instanceof Trigger.Delay || trigger instanceof Trigger.Rrule rrule && rrule.start() == null;
        List<Long> next = new ArrayList<>();
        long instant = schedule.next(countsFromAcceptance ? from - 1 : from);
        while (instant != Schedule.NEVER && next.size() < count) {
            next.add(instant);
            instant = hasTime.getAsBoolean() ? schedule.next(instant) : Schedule.NEVER;
        }
        return next;
    }

    private static Preview plain(List<Long> next, String explanation) {
        return new Preview(null, UTC, next, explanation, null, null);
    }

    private static String once(Trigger.At at, long from) {
        String past = at.instant() > from ? "" : "; that is past, so that a task fires at once";
        return "once, on " + utc(at.instant()) + past;
    }

    private static String once(Trigger.Delay delay) {
        return delay.millis() == 0
                ? "once, as soon as the task is accepted"
                : "once, " + IntervalWords.of(delay.millis()) + " after the task is accepted";
    }

    private static String rate(Trigger.Every every, long from) {
        Long start = every.start();
        String rate = IntervalWords.every(every.periodMillis());
        if (start == null) {
            return rate;
        }
        return rate + (start > from ? ", first on " : ", counted from ") + utc(start);
    }

    private static Preview of(Trigger.Cron cron, long from, List<Long> next) {
        CronExpression expression = CronExpression.parse(cron.expression(), cron.dialect());
        CronSchedule schedule = new CronSchedule(expression, ZoneId.of(cron.zone()), cron.dst());
        Optional<String> change = schedule.clockChange(from, horizon(from, next));
        String place = expression.isAlikeEverywhere() ? "" : ", " + cron.zone();
        String never = schedule.isPossible() ? notAfter(from, cron.zone()) : "it never fires: there is no such date";
        String words = schedule.explanation() + place + remark(next, change, never);
        return new Preview(cron.dialect(), cron.zone(), next, words, cron.dst(), change.orElse(null));
    }

    private static Preview of(Trigger.Rrule rrule, long from, List<Long> next) {
        RecurrenceSchedule schedule = new RecurrenceSchedule(
                RecurrenceRule.parse(rrule.rule()),
                Objects.requireNonNullElse(rrule.start(), from),
                ZoneId.of(rrule.zone()),
                rrule.dst());
        Optional<String> change = schedule.clockChange(from, horizon(from, next));
        String words =
                schedule.explanation() + ", " + rrule.zone() + remark(next, change, notAfter(from, rrule.zone()));
        return new Preview(null, rrule.zone(), next, words, rrule.dst(), change.orElse(null));
    }

    /** Until when clock changes are looked for: the last instant that is shown, and at least a year. */
    private static long horizon(long from, List<Long> next) {
        long year = Math.min(from + YEAR_MILLIS, Limits.INSTANT_MAX);
        return next.isEmpty() ? year : Math.max(year, next.get(next.size() - 1));
    }

    private static String remark(List<Long> next, Optional<String> change, String never) {
        return next.isEmpty() ? "; " + never : change.map(words -> "; " + words).orElse("");
    }

    private static String notAfter(long from, String zone) {
        return "it does not fire after " + InstantWords.of(from, ZoneId.of(zone));
    }

    private static String utc(long instant) {
        return InstantWords.of(instant, ZoneOffset.UTC) + " UTC";
    }
}
