package carillon.cron;

import java.util.List;

/** A field of a cron expression, in the order in which they are written. */
public enum CronField {
    SECOND("second"),
    MINUTE("minute"),
    HOUR("hour"),
    DAY_OF_MONTH("day of month"),
    MONTH("month"),
    DAY_OF_WEEK("day of week"),
    YEAR("year");

    private static final List<CronField> ALL = List.of(values());

    private final String title;

    CronField(String title) {
        this.title = title;
    }

    /** The field's name in messages, for example {@code day of week}. */
    public String title() {
        return title;
    }

    /** The fields of an expression that has five of them, six with seconds, or seven with seconds and years. */
    static List<CronField> layout(int count) {
        return switch (count) {
            case 5 -> ALL.subList(1, 6);
            case 6 -> ALL.subList(0, 6);
            case 7 -> ALL;
            default -> throw new IllegalArgumentException("no expression has " + count + " fields");
        };
    }

    /** Whether the field tells the time of day, which is what clock changes are about. */
    boolean isTime() {
        return compareTo(HOUR) <= 0;
    }
}
