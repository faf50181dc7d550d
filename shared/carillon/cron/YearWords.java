package carillon.cron;

import java.util.ArrayList;
import java.util.List;

/** Years in words. */
final class YearWords {
    private static final int LIST_MAX = 4;

    private YearWords() {}

    /** For example {@code in 2026}, {@code from 2026 to 2030} or {@code every 2 years from 2026}; empty for all. */
    static String of(YearSet set) {
        if (set.equals(YearSet.EVERY)) {
            return "";
        }
        List<Integer> years = years(set);
        int first = years.get(0);
        int last = years.get(years.size() - 1);
        int step = step(years);
        if (years.size() <= LIST_MAX && step != 1 || years.size() < 3 || step == 0) {
            return "in " + Listing.and(years.stream().map(String::valueOf).toList());
        }
        String start = (step == 1 ? "" : "every " + step + " years ") + "from " + first;
        return last + step > YearSet.LAST ? start + " on" : start + " to " + last;
    }

    private static List<Integer> years(YearSet set) {
        List<Integer> years = new ArrayList<>();
        for (int year = set.ceiling(YearSet.FIRST); year > 0; year = set.ceiling(year + 1)) {
            years.add(year);
        }
        return years;
    }

    /** The distance of each year to the next, or 0 where it is not always the same. */
    private static int step(List<Integer> years) {
        int step = years.size() < 2 ? 0 : years.get(1) - years.get(0);
        for (int i = 1; i < years.size(); i++) {
            if (years.get(i) - years.get(i - 1) != step) {
                return 0;
            }
        }
        return step;
    }
}
