package carillon.cron;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recurrence rule of RFC 5545, section 3.3.10, parsed; it lacks the instant it counts from. Immutable.
 *
 * <p>Without any part that names days, a yearly, monthly or weekly rule takes them from that instant; so do the times
 * of day that are not named. {@code BYDAY}, {@code BYMONTHDAY}, {@code BYYEARDAY}, {@code BYWEEKNO} and
 * {@code BYMONTH} may be combined with every frequency, and a day must satisfy all that are there.
 */
public final class RecurrenceRule {
    /** The longest text that is read, in characters. */
    public static final int LENGTH_MAX = 1_000;

    /**
     * The most occurrences that COUNT may ask for: they are counted through each time that the rule is put to use,
     * which takes the slowest rules about 10 microseconds each.
     */
    public static final int COUNT_MAX = 1_000;

    private final String text;
    private final Frequency frequency;
    private final int interval;
    private final @Nullable Integer count;
    private final @Nullable Until until;
    private final int weekStart;
    private final Map<ByPart, List<Integer>> parts;

    RecurrenceRule(
            String text,
            Frequency frequency,
            int interval,
            @Nullable Integer count,
            @Nullable Until until,
            int weekStart,
            Map<ByPart, List<Integer>> parts) {
        this.text = text;
        this.frequency = frequency;
        this.interval = interval;
        this.count = count;
        this.until = until;
        this.weekStart = weekStart;
        this.parts = Map.copyOf(parts);
    }

    /**
     * Reads a rule such as {@code FREQ=MONTHLY;BYDAY=-1FR}, in any case and after an optional {@code RRULE:}.
     *
     * @throws CronSyntaxException saying what is wrong, where, and what would be right
     */
    public static RecurrenceRule parse(String text) {
        return RecurrenceParser.parse(text);
    }

    /** The text that was parsed, without blanks around it. */
    public String text() {
        return text;
    }

    Frequency frequency() {
        return frequency;
    }

    int interval() {
        return interval;
    }

    @Nullable
    Integer count() {
        return count;
    }

    @Nullable
    Until until() {
        return until;
    }

    /** The day that weeks begin on, Sunday being 0. */
    int weekStart() {
        return weekStart;
    }

    boolean has(ByPart part) {
        return parts.containsKey(part);
    }

    /** The numbers of a part; days of the week as {@code 7 * n + weekday}, n being 0 for every such day. */
    List<Integer> values(ByPart part) {
        return parts.getOrDefault(part, List.of());
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * The last moment at which the rule may fire.
     *
     * @param second since the epoch, as UTC or as the wall shows it
     */
    record Until(long second, boolean isUtc) {}
}
