package carillon.cron;

import static carillon.cron.Mark.BARE_STEP;
import static carillon.cron.Mark.LONE_LAST_WEEKDAY;
import static carillon.cron.Mark.LONG_STEP;
import static carillon.cron.Mark.MACRO;
import static carillon.cron.Mark.NEAREST_IN_LIST;
import static carillon.cron.Mark.NTH_LAST;
import static carillon.cron.Mark.PLUS;
import static carillon.cron.Mark.QUESTION_MARK_ANYWHERE;
import static carillon.cron.Mark.WRAPPED_RANGE;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A dialect of cron: how many fields, which numbers, which marks, and how the two day fields are joined.
 *
 * <p>All share lists, ranges, steps ({@code *}{@code /n}, {@code a/n} from a to the end of the field, {@code a-b/n}),
 * names of months and days (JAN, mon), and {@code L}, {@code L-n}, {@code LW}, {@code nW} as day of month,
 * {@code nL} and {@code n#k} as day of week.
 */
@SuppressWarnings("ImmutableEnumChecker") // a Span is a record of ints, and the set of marks is a copy
public enum Dialect {
    /** Five fields, minutes first; 0 and 7 are Sunday; day of month or day of week, where neither is a star. */
    UNIX(
            5,
            5,
            new Span(0, 7, 0, 6),
            0,
            Span.of(1, 9999),
            DayJoin.EITHER,
            QUESTION_MARK_ANYWHERE,
            WRAPPED_RANGE,
            LONG_STEP,
            MACRO),

    /** Six or seven fields, seconds first; 1 is Sunday; one of the day fields is {@code ?}; years 1970 to 2199. */
    QUARTZ(
            6,
            7,
            Span.of(1, 7),
            1,
            Span.of(1970, 2199),
            DayJoin.ONE,
            WRAPPED_RANGE,
            BARE_STEP,
            NEAREST_IN_LIST,
            LONE_LAST_WEEKDAY),

    /** The Open Cron Pattern Specification 1.4: five to seven fields; {@code +} asks for both day fields. */
    OCPS(
            5,
            7,
            new Span(0, 7, 0, 6),
            0,
            Span.of(1, 9999),
            DayJoin.EITHER,
            QUESTION_MARK_ANYWHERE,
            LONG_STEP,
            NTH_LAST,
            PLUS,
            MACRO),

    /** Spring's six fields, seconds first; 0 and 7 are Sunday; both day fields must match. */
    SPRING(6, 6, new Span(0, 7, 1, 7), 0, Span.of(1, 9999), DayJoin.BOTH, LONG_STEP, NEAREST_IN_LIST, MACRO);

    private final int fieldsMin;
    private final int fieldsMax;
    private final Span weekdays;
    private final int sunday;
    private final Span years;
    private final DayJoin dayJoin;
    private final Set<Mark> marks;

    Dialect(int fieldsMin, int fieldsMax, Span weekdays, int sunday, Span years, DayJoin dayJoin, Mark... marks) {
        this.fieldsMin = fieldsMin;
        this.fieldsMax = fieldsMax;
        this.weekdays = weekdays;
        this.sunday = sunday;
        this.years = years;
        this.dayJoin = dayJoin;
        this.marks = Set.of(marks);
    }

    /** The dialect of a name as it is written in a task, for example {@code unix}; empty for an unknown one. */
    public static Optional<Dialect> named(String name) {
        for (Dialect dialect : values()) {
            if (dialect.title().equals(name)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }

    /** The name as it is written in a task: {@code unix}, {@code quartz}, {@code ocps} or {@code spring}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takesFields(int count) {
        return count >= fieldsMin && count <= fieldsMax;
    }

    /** The number of fields in words, for example {@code 6 or 7 fields}. */
    String fieldCount() {
        return switch (fieldsMax - fieldsMin) {
            case 0 -> fieldsMin + " fields";
            case 1 -> fieldsMin + " or " + fieldsMax + " fields";
            default -> fieldsMin + " to " + fieldsMax + " fields";
        };
    }

    Span span(CronField field) {
        return switch (field) {
            case SECOND, MINUTE -> Span.of(0, 59);
            case HOUR -> Span.of(0, 23);
            case DAY_OF_MONTH -> Span.of(1, 31);
            case MONTH -> Span.of(1, 12);
            case DAY_OF_WEEK -> weekdays;
            case YEAR -> years;
        };
    }

    /** Which day of the week a number means, Sunday being 0. */
    int weekday(int number) {
        return Math.floorMod(number - sunday, 7);
    }

    DayJoin dayJoin() {
        return dayJoin;
    }

    boolean allows(Mark mark) {
        return marks.contains(mark);
    }
}
