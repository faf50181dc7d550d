package carillon.cron;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Months in words.
 *
 * @param every what one of all is called, for example "month", or "3rd month" where only every third counts
 */
record MonthWords(Numbers months, String every) {
    private static final String EVERY = "month";
    private static final int SPAN_MIN = 4;

    MonthWords(Numbers months) {
        this(months, EVERY);
    }

    boolean isSingle() {
        return months.isSingle();
    }

    /** For what happens within them, for example {@code in January and July}; empty where that goes without saying. */
    String in() {
        if (months.isEvery()) {
            return every.equals(EVERY) ? "" : "in every " + every;
        }
        return isSpan() ? span() : "in " + list();
    }

    /** For their days, for example {@code of January and July}. */
    String of() {
        if (months.isEvery()) {
            return "of every " + every;
        }
        return isSpan() ? "of every " + every + " " + span() : "of " + list();
    }

    /** For example {@code January and July}. */
    String list() {
        List<Integer> list = new ArrayList<>(months.list());
        if (months.runsAround().size() == 1) {
            // a run over the end of the year begins before that end
            Collections.rotate(list, -list.indexOf(months.runsAround().get(0).first()));
        }
        return Listing.and(list.stream().map(CalendarWords::month).toList());
    }

    private boolean isSpan() {
        return months.count() >= SPAN_MIN && months.runsAround().size() == 1;
    }

    private String span() {
        Numbers.Run run = months.runsAround().get(0);
        return "from " + CalendarWords.month(run.first()) + " to " + CalendarWords.month(run.last());
    }
}
