package carillon.cron;

import java.util.List;
import java.util.function.IntConsumer;

/** Reads the part of the grammar that every field of every dialect shares: values, names, ranges, steps, lists. */
final class ValueParser {
    /** Where a step over all years begins, so that every second year is an even one in every dialect. */
    private static final int YEAR_ORIGIN = 1970;

    private final CronField field;
    private final Dialect dialect;
    private final Span span;

    ValueParser(CronField field, Dialect dialect) {
        this.field = field;
        this.dialect = dialect;
        this.span = dialect.span(field);
    }

    /** The values of a list as a bit set; for fields whose numbers are below 64. */
    long mask(Word list) {
        Mask mask = new Mask();
        list(list, mask);
        return mask.bits;
    }

    void list(Word list, IntConsumer sink) {
        for (Word item : list.splitAt(',')) {
            item(item, sink);
        }
    }

    /** Hands every value of an item, such as {@code 5}, {@code MON-FRI} or {@code *}{@code /10}, to the sink. */
    void item(Word item, IntConsumer sink) {
        int slash = item.indexOf('/');
        Word base = slash < 0 ? item : item.part(0, slash);
        int dash = base.indexOf('-');
        if (base.is("*") || base.isEmpty() && slash == 0 && dialect.allows(Mark.BARE_STEP)) {
            int first = field == CronField.YEAR && slash >= 0 ? YEAR_ORIGIN : span.first();
            walk(first, span.last(), slash < 0 ? 1 : openStep(0, item.from(slash + 1)), sink);
        } else if (dash > 0) {
            range(base, dash, slash < 0 ? 1 : step(item.from(slash + 1)), sink);
        } else {
            int value = value(base);
            if (slash < 0) {
                sink.accept(value);
            } else {
                walk(value, Math.max(value, span.last()), openStep(value, item.from(slash + 1)), sink);
            }
        }
    }

    /** Reads one number or name. */
    int value(Word word) {
        if (word.isNumber()) {
            return number(word);
        }
        int name = Names.of(field).indexOf(word.upperCase().text());
        if (name < 0) {
            throw refuse(word, complaint(word));
        }
        return field == CronField.MONTH
                ? name + 1
                : span.first() + Math.floorMod(name - dialect.weekday(span.first()), span.size());
    }

    CronSyntaxException refuse(Word word, String message) {
        return new CronSyntaxException(field, word.position(), message);
    }

    private int number(Word word) {
        if (!span.contains(word.number())) {
            throw refuse(word, field.title() + " " + word.text() + " is not in " + span + sundays());
        }
        return word.number();
    }

    /** Sunday has two numbers: {@code 7-2} begins with the lower, {@code THU-SUN} ends with the higher. */
    private void range(Word base, int dash, int step, IntConsumer sink) {
        int first = value(base.part(0, dash));
        Word end = base.from(dash + 1);
        int last = value(end);
        if (first > last && first - span.size() >= span.lowest()) {
            first -= span.size();
        } else if (first > last && last + span.size() <= span.highest() && !end.isNumber()) {
            last += span.size();
        }
        if (first <= last) {
            walk(first, last, step, sink);
        } else if (field != CronField.YEAR && dialect.allows(Mark.WRAPPED_RANGE)) {
            walk(first, last + span.size(), step, sink);
        } else {
            throw refuse(
                    base,
                    field.title() + " range " + base.text() + " runs backwards, which " + dialect.title()
                            + " does not take; split it in two ranges with a ',' between them");
        }
    }

    private void walk(int first, int last, int step, IntConsumer sink) {
        for (int value = first; value <= last; value += step) {
            sink.accept(span.first() + Math.floorMod(value - span.first(), span.size()));
        }
    }

    /**
     * A step to the end of the field. One that never reaches a second value is a slip, as in every 90 minutes; from the
     * beginning of a field it is so old a habit that cron and its kin take it.
     */
    private int openStep(int from, Word word) {
        int step = step(word);
        if (step > span.highest() && !(from == 0 && dialect.allows(Mark.LONG_STEP))) {
            throw refuse(
                    word,
                    field.title() + " step " + step + " is longer than the field (" + span + "), so that only its"
                            + " first value would fire; if that is meant, write the value alone");
        }
        return step;
    }

    private int step(Word word) {
        if (!word.isNumber()) {
            throw refuse(word, "'" + word.text() + "' is no step of " + field.title() + "; write a number after '/'");
        }
        if (word.number() == 0) {
            throw refuse(word, field.title() + " step 0 never advances; write 1 or more");
        }
        return word.number();
    }

    private String complaint(Word word) {
        if (word.isEmpty()) {
            return field.title() + " lacks a value here; write one or remove the ',', '-' or '/' beside it";
        }
        if (word.has('?')) {
            return "'?' must be the whole field" + (dialect.allows(Mark.QUESTION_MARK_ANYWHERE) ? "" : " of a day")
                    + "; write '*' or a number in " + span + " as " + field.title();
        }
        List<String> names = Names.of(field);
        String orName = names.isEmpty() ? "" : ", or a name of three letters such as " + names.get(1);
        return "'" + word.text() + "' is no " + field.title() + "; write a number in " + span + sundays() + orName;
    }

    private String sundays() {
        if (field != CronField.DAY_OF_WEEK) {
            return "";
        }
        return span.hasAlias() ? ", where 0 and 7 are Sunday" : ", where 1 is Sunday";
    }

    private static final class Mask implements IntConsumer {
        private long bits;

        @Override
        public void accept(int value) {
            bits |= 1L << value;
        }
    }
}
