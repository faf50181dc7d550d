package carillon.cron;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a recurrence rule. */
final class RecurrenceParser {
    private static final String PREFIX = "RRULE:";
    private static final List<String> WEEKDAYS = List.of("SU", "MO", "TU", "WE", "TH", "FR", "SA");
    private static final Pattern DAY = Pattern.compile("([+-]?\\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,4}");
    private static final Pattern MOMENT = Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?:T(\\d\\d)(\\d\\d)(\\d\\d)(Z)?)?");

    private final Map<String, Word> words = new TreeMap<>();
    private final Map<ByPart, List<Integer>> parts = new EnumMap<>(ByPart.class);

    private RecurrenceParser() {}

    static RecurrenceRule parse(String text) {
        if (text.length() > RecurrenceRule.LENGTH_MAX) {
            throw refuse(
                    RecurrenceRule.LENGTH_MAX,
                    "the rule has " + text.length() + " characters; at most " + RecurrenceRule.LENGTH_MAX
                            + " are read");
        }
        return new RecurrenceParser().rule(text);
    }

    private RecurrenceRule rule(String text) {
        Word rule = new Word(text.toUpperCase(Locale.ROOT), 0).strip();
        if (rule.startsWith(PREFIX)) {
            rule = rule.from(PREFIX.length());
        }
        for (Word part : rule.splitAt(';')) {
            if (!part.isEmpty()) {
                take(part);
            }
        }
        Frequency frequency = frequency(rule);
        checkOrdinals(frequency);
        if (words.containsKey("COUNT") && words.containsKey("UNTIL")) {
            throw refuse(words.get("UNTIL").position(), "COUNT and UNTIL both end the rule; leave one out");
        }
        return new RecurrenceRule(text.strip(), frequency, interval(), count(), until(), weekStart(), parts);
    }

    private void take(Word part) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part.text() : part.part(0, equals).text();
        if (equals < 0 || !isKnown(name)) {
            throw refuse(
                    part.position(),
                    name.startsWith("DTSTART")
                            ? "DTSTART is no part of the rule; write it as start, and its zone as zone"
                            : "'" + name + "' is no part of a rule that is read here; there are FREQ, INTERVAL, COUNT,"
                                    + " UNTIL, WKST, BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY, BYDAY, BYHOUR, BYMINUTE,"
                                    + " BYSECOND and BYSETPOS, each followed by '='");
        }
        if (words.put(name, part.from(equals + 1)) != null) {
            throw refuse(part.position(), name + " is there twice; write one with all its values");
        }
        if (name.startsWith("BY")) {
            ByPart by = ByPart.valueOf(name);
            parts.put(by, numbers(by, part.from(equals + 1)));
        }
    }

    private static boolean isKnown(String name) {
        if (List.of("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST").contains(name)) {
            return true;
        }
        for (ByPart part : ByPart.values()) {
            if (part.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static List<Integer> numbers(ByPart part, Word list) {
        List<Integer> numbers = new ArrayList<>();
        for (Word item : list.splitAt(',')) {
            numbers.add(part == ByPart.BYDAY ? weekday(item) : number(part, item));
        }
        return numbers;
    }

    private static int number(ByPart part, Word item) {
        if (!NUMBER.matcher(item.text()).matches() || !part.takes(Integer.parseInt(item.text()))) {
            throw refuse(item.position(), part + " takes " + part.range() + ", not '" + item.text() + "'");
        }
        return Integer.parseInt(item.text());
    }

    private static int weekday(Word item) {
        Matcher day = DAY.matcher(item.text());
        int ordinal = day.matches() && day.group(1) != null ? Integer.parseInt(day.group(1)) : 0;
        boolean isZeroth = day.matches() && day.group(1) != null && ordinal == 0;
        if (!day.matches() || isZeroth || !ByPart.BYDAY.takes(ordinal)) {
            throw refuse(
                    item.position(),
                    "BYDAY takes " + String.join(", ", WEEKDAYS)
                            + ", each after an optional 1 to 53 or -1 to -53, not '" + item.text() + "'");
        }
        int weekday = WEEKDAYS.indexOf(day.group(2));
        return ordinal < 0 ? 7 * ordinal - weekday : 7 * ordinal + weekday;
    }

    private Frequency frequency(Word rule) {
        Word name = words.get("FREQ");
        for (Frequency frequency : Frequency.values()) {
            if (name != null && name.is(frequency.name())) {
                return frequency;
            }
        }
        throw refuse(
                name == null ? rule.position() : name.position(),
                "FREQ must be there and be one of " + Frequency.names());
    }

    private void checkOrdinals(Frequency frequency) {
        boolean hasOrdinals =
                parts.getOrDefault(ByPart.BYDAY, List.of()).stream().anyMatch(day -> day < 0 || day >= WEEKDAYS.size());
        boolean isMonthOrYear = frequency == Frequency.YEARLY || frequency == Frequency.MONTHLY;
        if (hasOrdinals && (!isMonthOrYear || parts.containsKey(ByPart.BYWEEKNO))) {
            throw refuse(
                    position("BYDAY"),
                    "a number before a day, as in 2MO, counts within a month or year: it goes with FREQ=MONTHLY or"
                            + " YEARLY, and without BYWEEKNO");
        }
    }

    private int interval() {
        return positive("INTERVAL", 999_999_999, 1);
    }

    private @Nullable Integer count() {
        int count = positive("COUNT", RecurrenceRule.COUNT_MAX, 0);
        return count == 0 ? null : count;
    }

    private int positive(String name, int max, int absent) {
        Word word = words.get(name);
        if (word == null) {
            return absent;
        }
        if (!word.isNumber() || word.number() < 1 || word.number() > max) {
            throw refuse(word.position(), name + " must be a number from 1 to " + max + ", not '" + word.text() + "'");
        }
        return word.number();
    }

    private int weekStart() {
        Word word = words.get("WKST");
        int weekday = word == null ? 1 : WEEKDAYS.indexOf(word.text());
        if (weekday < 0) {
            throw refuse(position("WKST"), "WKST must be one of " + String.join(", ", WEEKDAYS));
        }
        return weekday;
    }

    private RecurrenceRule.@Nullable Until until() {
        Word word = words.get("UNTIL");
        if (word == null) {
            return null;
        }
        Matcher moment = MOMENT.matcher(word.text());
        try {
            if (moment.matches()) {
                LocalDateTime wall = LocalDateTime.of(
                        digits(moment, 1), digits(moment, 2), digits(moment, 3), digits(moment, 4), digits(moment, 5));
                long second = wall.toEpochSecond(ZoneOffset.UTC) + digits(moment, 6);
                return new RecurrenceRule.Until(second, moment.group(7) != null);
            }
        } catch (DateTimeException noSuchDay) {
            // refused below, as a text of another form is
        }
        throw refuse(
                word.position(),
                "UNTIL must be a moment such as 20301231T235959Z, or without Z in the zone of the rule, not '"
                        + word.text() + "'");
    }

    private static int digits(Matcher moment, int group) {
        String digits = moment.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private int position(String name) {
        Word word = words.get(name);
        return word == null ? 0 : word.position();
    }

    private static CronSyntaxException refuse(int position, String message) {
        return new CronSyntaxException(null, position, message);
    }
}
