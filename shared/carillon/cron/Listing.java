package carillon.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Lists as they are written in a sentence. */
final class Listing {
    /** How many items are written; of a longer list the first ones, and how many more there are. */
    static final int ITEMS_MAX = 12;

    private static final int RUN_MIN = 3;

    private Listing() {}

    /** For example {@code a, b and c}. */
    static String and(List<String> items) {
        return joined(items, " and ");
    }

    /** For example {@code a, b or c}. */
    static String or(List<String> items) {
        return joined(items, " or ");
    }

    /** The numbers one by one, those that follow each other as {@code 3 to 7}. */
    static List<String> items(Numbers numbers, IntFunction<String> name) {
        List<String> items = new ArrayList<>();
        for (Numbers.Run run : numbers.runs()) {
            if (run.last() - run.first() + 1 >= RUN_MIN) {
                items.add(name.apply(run.first()) + " to " + name.apply(run.last()));
            } else {
                for (int number = run.first(); number <= run.last(); number++) {
                    items.add(name.apply(number));
                }
            }
        }
        return items;
    }

    /** For example {@code 1st}, {@code 22nd}. */
    static String ordinal(int number) {
        boolean isTeen = number % 100 / 10 == 1;
        return number
                + switch (isTeen ? 0 : number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
    }

    private static String joined(List<String> items, String word) {
        int size = items.size();
        if (size == 1) {
            return items.get(0);
        }
        if (size > ITEMS_MAX) {
            int written = ITEMS_MAX - 1;
            return String.join(", ", items.subList(0, written)) + word + (size - written) + " more";
        }
        return String.join(", ", items.subList(0, size - 1)) + word + items.get(size - 1);
    }
}
