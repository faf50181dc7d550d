package carillon.cron;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The names that stand for whole expressions, such as {@code @daily}. */
final class Macros {
    private static final Map<String, String> EXPRESSIONS = new TreeMap<>(Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *",
            "@every_minute", "* * * * *",
            "@every_second", "* * * * * *"));

    private Macros() {}

    /** The fields that a macro stands for: five, or six with seconds first. */
    static List<Word> fields(Word macro, Dialect dialect) {
        if (!dialect.allows(Mark.MACRO)) {
            throw refuse(macro, dialect.title() + " has no macros; write " + dialect.fieldCount());
        }
        String fields = EXPRESSIONS.get(macro.text().toLowerCase(Locale.ROOT));
        if (fields == null) {
            throw refuse(
                    macro, "'" + macro.text() + "' is no macro; there are " + String.join(" ", EXPRESSIONS.keySet()));
        }
        return new Word(fields, macro.position()).splitAtBlanks();
    }

    /** Where a dialect elsewhere has a fixed rate among its macros. */
    static CronSyntaxException fixedRate(Word macro) {
        return refuse(macro, "'@every' is a fixed rate and no cron expression; write every: PT1H30M for @every 1h30m");
    }

    private static CronSyntaxException refuse(Word macro, String message) {
        return new CronSyntaxException(null, macro.position(), message);
    }
}
