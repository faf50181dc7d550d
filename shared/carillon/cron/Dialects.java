package carillon.cron;

import java.util.List;

/** Tells the dialect of an expression that does not come with one. */
public final class Dialects {
    private Dialects() {}

    /**
     * The dialect of an expression, after an optional {@code TZ=} or {@code CRON_TZ=} prefix: five fields and macros
     * are unix; six or seven with a {@code ?} are quartz, without one or with two in the day fields ocps.
     *
     * @throws CronSyntaxException where the number of fields fits no dialect, or a numeric day of week stands beside a
     *     {@code ?}, because quartz (1 = Sunday) and spring (1 = Monday) disagree about it
     */
    public static Dialect detect(String text) {
        CronText cron = CronText.read(text);
        List<Word> words = cron.words();
        if (cron.isMacro() || words.size() == 5) {
            return Dialect.UNIX;
        }
        if (words.size() < 5 || words.size() > 7) {
            throw new CronSyntaxException(
                    null,
                    cron.start(),
                    "a cron expression has 5 fields (minute first), or 6 or 7 (second first), not " + words.size());
        }
        Word dayOfWeek = day(words, CronField.DAY_OF_WEEK);
        boolean isOpen = dayOfWeek.is("?") && day(words, CronField.DAY_OF_MONTH).is("?");
        if (isOpen || words.stream().noneMatch(word -> word.is("?"))) {
            return Dialect.OCPS;
        }
        if (isNumeric(dayOfWeek)) {
            throw new CronSyntaxException(
                    CronField.DAY_OF_WEEK,
                    dayOfWeek.position(),
                    "day of week '" + dayOfWeek.text()
                            + "' is a number beside a '?': 1 is Sunday in quartz and Monday in"
                            + " spring; name the dialect, or write the day's name such as MON");
        }
        return Dialect.QUARTZ;
    }

    private static Word day(List<Word> words, CronField field) {
        return words.get(CronField.layout(words.size()).indexOf(field));
    }

    /** Whether a number takes part, as a day or as a step to the end of the week, which is not the same one for all. */
    private static boolean isNumeric(Word dayOfWeek) {
        for (Word item : dayOfWeek.splitAt(',')) {
            int mark = item.has('-') ? item.indexOf('/') : item.indexOf('#');
            Word day = mark < 0 ? item : item.part(0, mark);
            if (day.text().chars().anyMatch(Character::isDigit)) {
                return true;
            }
        }
        return false;
    }
}
