package carillon.cron;

import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cron expression, parsed and compiled. Two are equal when they fire at the same wall times in the same named zone,
 * however they are written: {@code 0-59/4} equals {@code *}{@code /4}. Immutable.
 */
public final class CronExpression {
    private static final int QUARTER_SECONDS = 900;

    private final String text;
    private final Dialect dialect;
    private final @Nullable ZoneId zone;
    private final WallRule rule;
    private final DayRules days;

    CronExpression(String text, Dialect dialect, @Nullable ZoneId zone, WallRule rule, DayRules days) {
        this.text = text;
        this.dialect = dialect;
        this.zone = zone;
        this.rule = rule;
        this.days = days;
    }

    /**
     * Reads an expression, which may begin with {@code TZ=} or {@code CRON_TZ=} and a zone.
     *
     * @throws CronSyntaxException saying what is wrong, where, and what would be right
     */
    public static CronExpression parse(String text, Dialect dialect) {
        return CronParser.parse(text, dialect);
    }

    /** The text that was parsed, without blanks around it. */
    public String text() {
        return text;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The zone that the text itself names. */
    public Optional<ZoneId> zone() {
        return Optional.ofNullable(zone);
    }

    /** The expression in words, without its zone, for example {@code at 09:00 on weekdays}; at most 500 characters. */
    public String explanation() {
        TimeWords time = new TimeWords(rule.time());
        MonthWords months = new MonthWords(Numbers.ofMonths(rule.dates().months()));
        DateWords dates = new DateWords(months, rule.dates().years(), days);
        return Sentence.of(time.words() + " " + dates.words(time.isList()));
    }

    /**
     * Whether it fires at the same instants in every zone, as {@code every 5 minutes} does: the clocks of zones are
     * apart by quarters of an hour.
     */
    public boolean isAlikeEverywhere() {
        boolean isEveryDate = days.areAll()
                && Numbers.ofMonths(rule.dates().months()).isEvery()
                && rule.dates().years().equals(YearSet.EVERY);
        return isEveryDate && rule.repeatsEvery(QUARTER_SECONDS);
    }

    WallRule rule() {
        return rule;
    }

    /** What the two day fields say, which the rule has only as days that fire. */
    DayRules days() {
        return days;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CronExpression that && rule.equals(that.rule) && zone().equals(that.zone());
    }

    @Override
    public int hashCode() {
        return 31 * rule.hashCode() + zone().hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
