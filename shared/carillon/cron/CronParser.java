package carillon.cron;

import java.time.ZoneId;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads an expression by the description of its dialect. */
final class CronParser {
    private static final Word ZERO = new Word("0", 0);
    private static final Word STAR = new Word("*", 0);

    private final Dialect dialect;
    private final Map<CronField, Word> words = new EnumMap<>(CronField.class);

    private CronParser(Dialect dialect, List<Word> written) {
        this.dialect = dialect;
        words.put(CronField.SECOND, ZERO);
        words.put(CronField.YEAR, STAR);
        List<CronField> layout = CronField.layout(written.size());
        for (int i = 0; i < written.size(); i++) {
            words.put(layout.get(i), written.get(i));
        }
    }

    static CronExpression parse(String text, Dialect dialect) {
        CronText cron = CronText.read(text);
        List<Word> words = cron.words();
        if (cron.isMacro()) {
            words = Macros.fields(words.get(0), dialect);
        } else if (!dialect.takesFields(words.size())) {
            throw new CronSyntaxException(null, cron.start(), fieldCountComplaint(dialect, words.size()));
        }
        return new CronParser(dialect, words).expression(text.strip(), cron.zone());
    }

    private CronExpression expression(String text, @Nullable ZoneId zone) {
        TimeOfDay time = new TimeOfDay(mask(CronField.SECOND), mask(CronField.MINUTE), mask(CronField.HOUR));
        DayRules days = days();
        DateRule dates = new DateRule((int) mask(CronField.MONTH), years(), new DayTable(days));
        return new CronExpression(text, dialect, zone, new WallRule(time, dates, isFixed()), days.simplified());
    }

    private long mask(CronField field) {
        return new ValueParser(field, dialect).mask(word(field));
    }

    private YearSet years() {
        Word years = word(CronField.YEAR);
        if (years.is("*") || years.is("*/1")) {
            return YearSet.EVERY;
        }
        BitSet set = new BitSet();
        new ValueParser(CronField.YEAR, dialect).list(years, set::set);
        return new YearSet(set);
    }

    private DayRules days() {
        Word dayOfMonth = word(CronField.DAY_OF_MONTH);
        Word dayOfWeek = word(CronField.DAY_OF_WEEK);
        DayJoin join = dialect.dayJoin();
        if (join == DayJoin.ONE) {
            checkOneQuestionMark();
        }
        if (dialect.allows(Mark.PLUS) && dayOfWeek.startsWith("+")) {
            dayOfWeek = dayOfWeek.from(1);
            join = DayJoin.BOTH;
        }
        if (join == DayJoin.EITHER && (hasStar(dayOfMonth) || hasStar(dayOfWeek))) {
            join = DayJoin.BOTH;
        }
        DayParser days = new DayParser(dialect);
        return new DayRules(days.dayOfMonth(dayOfMonth), days.dayOfWeek(dayOfWeek), join);
    }

    /** Whether a field is open by a star, other than by numbers that happen to be all of them. */
    private static boolean hasStar(Word days) {
        return days.splitAt(',').stream().anyMatch(item -> item.is("*") || item.is("*/1"));
    }

    private void checkOneQuestionMark() {
        Word dayOfMonth = written(CronField.DAY_OF_MONTH);
        Word dayOfWeek = written(CronField.DAY_OF_WEEK);
        if (dayOfMonth.is("?") == dayOfWeek.is("?")) {
            throw new CronSyntaxException(
                    CronField.DAY_OF_WEEK,
                    dayOfWeek.position(),
                    "in " + dialect.title() + " exactly one of day of month ('" + dayOfMonth.text()
                            + "') and day of week ('" + dayOfWeek.text()
                            + "') must be '?', and the other says which days");
        }
    }

    /** Fixed times move with a clock change; a pattern of times follows the clock as it runs. */
    private boolean isFixed() {
        for (CronField field : CronField.values()) {
            Word word = word(field);
            if (field.isTime() && (word.has('*') || word.has('-') || word.has('/'))) {
                return false;
            }
        }
        return true;
    }

    /** What a field says, with {@code ?} read as {@code *} where the dialect takes it. */
    private Word word(CronField field) {
        Word word = written(field);
        boolean isDay = field == CronField.DAY_OF_MONTH || field == CronField.DAY_OF_WEEK;
        boolean isStar = word.is("?") && (isDay || dialect.allows(Mark.QUESTION_MARK_ANYWHERE));
        return isStar ? new Word("*", word.position()) : word;
    }

    private Word written(CronField field) {
        return Objects.requireNonNull(words.get(field));
    }

    private static String fieldCountComplaint(Dialect dialect, int count) {
        String advice =
                switch (dialect) {
                    case UNIX -> "; with seconds first, name the dialect quartz, ocps or spring";
                    case QUARTZ -> "; the first is seconds, and one of the two day fields is '?'";
                    case OCPS, SPRING -> "; the first of six is seconds";
                };
        return dialect.title() + " takes " + dialect.fieldCount() + ", not " + count + advice;
    }
}
