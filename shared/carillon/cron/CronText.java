package carillon.cron;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression cut into its zone prefix ({@code TZ=} or {@code CRON_TZ=}) and its words, before any dialect. */
record CronText(@Nullable ZoneId zone, List<Word> words) {
    /** The longest text that is read, in characters; a list of every minute has about 170. */
    static final int LENGTH_MAX = 1_000;

    static CronText read(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new CronSyntaxException(
                    null,
                    LENGTH_MAX,
                    "the expression has " + text.length() + " characters; at most " + LENGTH_MAX + " are read");
        }
        List<Word> words = new Word(text, 0).splitAtBlanks();
        if (words.isEmpty()) {
            throw new CronSyntaxException(null, 0, "the expression is empty; write for example '0 9 * * MON-FRI'");
        }
        Word first = words.get(0);
        if (words.size() == 2 && first.upperCase().is("@EVERY")) {
            throw Macros.fixedRate(first);
        }
        if (first.startsWith("TZ=") || first.startsWith("CRON_TZ=")) {
            ZoneId zone = zone(first.from(first.indexOf('=') + 1));
            return new CronText(zone, List.copyOf(words.subList(1, words.size())));
        }
        return new CronText(null, List.copyOf(words));
    }

    /** Whether this is one word such as {@code @daily} instead of fields. */
    boolean isMacro() {
        return words.size() == 1 && words.get(0).startsWith("@");
    }

    /** Where a complaint about the number of fields points. */
    int start() {
        return words.isEmpty() ? 0 : words.get(0).position();
    }

    private static ZoneId zone(Word name) {
        try {
            return ZoneId.of(name.text());
        } catch (DateTimeException unknown) {
            throw new CronSyntaxException(
                    null,
                    name.position(),
                    "'" + name.text() + "' is no time zone; write a name such as Europe/Paris or an offset such as"
                            + " +05:30 after the '='");
        }
    }
}
