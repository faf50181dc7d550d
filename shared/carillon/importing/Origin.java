package carillon.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A form that schedules are written in. */
public enum Origin {
    /** The crontab of one user. */
    CRONTAB,
    /** A crontab with a column of users, as in {@code /etc/crontab} and {@code /etc/cron.d}. */
    SYSTEM_CRONTAB,
    /** A cron expression a line, in whatever dialect it shows itself to be. */
    CRON,
    /** An expression of Quartz a line. */
    QUARTZ,
    /** An expression of Spring a line. */
    SPRING,
    /** A {@code cron(…)}, {@code rate(…)} or {@code at(…)} of Amazon EventBridge a line. */
    EVENTBRIDGE,
    /** Tasks of Carillon: JSON, YAML, or JSON a line. */
    TASKS;

    /** The form of a name as it is written on the command line; empty for an unknown one. */
    public static Optional<Origin> named(String title) {
        return Arrays.stream(values())
                .filter(origin -> origin.title().equals(title))
                .findFirst();
    }

    /** All names, for people. */
    public static String titles() {
        return Arrays.stream(values()).map(Origin::title).collect(Collectors.joining(", "));
    }

    /** The name as it is written on the command line. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads a file, in the order of its lines. */
    public List<Imported> read(String text, ImportSettings settings) {
        return switch (this) {
            case CRONTAB -> new Crontab(settings, false).read(text);
            case SYSTEM_CRONTAB -> new Crontab(settings, true).read(text);
            case CRON -> new Expressions(settings, Expressions::cron).read(text);
            case QUARTZ -> new Expressions(settings, Expressions::quartz).read(text);
            case SPRING -> new Expressions(settings, Expressions::spring).read(text);
            case EVENTBRIDGE -> new Expressions(settings, EventBridge::trigger).read(text);
            case TASKS -> TaskFile.read(settings.file(), text);
        };
    }
}
