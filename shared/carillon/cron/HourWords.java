package carillon.cron;

import java.util.ArrayList;
import java.util.List;

/**
 * The hours of a day in words, beside those of what happens within them.
 *
 * @param isToTheSecond whether spans of time are written with seconds
 */
record HourWords(Numbers hours, boolean isToTheSecond) {
    private static final int RHYTHM_MIN = 3;

    /** Up to so many hours are listed even where they have a rhythm. */
    private static final int LIST_MAX = 4;

    boolean isSingle() {
        return hours.isSingle();
    }

    /** Whether the hours are best told one by one, where one time of each is meant. */
    boolean areListed(int listMax) {
        boolean isRhythm = hours.isCycle() && hours.count() >= RHYTHM_MIN;
        return !isRhythm && (hours.count() <= listMax || hours.step() == 0 && !hours.isInRuns());
    }

    /** One time in each hour, for example {@code every 2 hours from 00:15}. */
    String hourly(int minute, int second) {
        int offset = minute * 60 + second;
        if (hours.step() > 1) {
            String start = TimeWords.every(hours.step(), "hour") + " from " + time(hours.first(), offset);
            return hours.isCycle() ? start : start + " to " + time(hours.last(), offset);
        }
        if (offset == 0) {
            return hours.isEvery() ? "every hour on the hour" : "every hour " + Listing.and(spans(0));
        }
        String mark = "at minute " + minute + (second == 0 ? "" : " and second " + second);
        return mark + past();
    }

    /** The hours in which something goes on, for example {@code  from 09:00 to 17:59}. */
    String during() {
        if (hours.isEvery()) {
            return "";
        }
        if (isEveryNth()) {
            return " in " + everyNth();
        }
        return " " + Listing.and(spans(last()));
    }

    /** The hours whose minutes were named, for example {@code  past every hour from 09:00 to 17:59}. */
    String past() {
        if (hours.isEvery()) {
            return " past every hour";
        }
        if (isEveryNth()) {
            return " past " + everyNth();
        }
        if (hours.isInRuns()) {
            return " past every hour " + Listing.and(spans(last()));
        }
        return " past "
                + Listing.and(hours.list().stream()
                        .map(hour -> TimeText.of(hour * 3_600))
                        .toList());
    }

    /** A part of the only hour, for example {@code  from 09:10 to 09:20}. */
    String within(int firstMinute, int lastMinute) {
        int hour = hours.first();
        int end = lastMinute * 60 + (isToTheSecond ? 59 : 0);
        return " from " + time(hour, firstMinute * 60) + " to " + time(hour, end);
    }

    private boolean isEveryNth() {
        return hours.step() > 1 && hours.count() >= (hours.isCycle() ? RHYTHM_MIN : LIST_MAX + 1);
    }

    private String everyNth() {
        String start = "every " + Listing.ordinal(hours.step()) + " hour from " + time(hours.first(), 0);
        return hours.isCycle() ? start : start + " to " + time(hours.last(), last());
    }

    /** The runs of hours, each up to so many seconds past its last. */
    private List<String> spans(int end) {
        List<String> spans = new ArrayList<>();
        for (Numbers.Run run : hours.runsAround()) {
            boolean isPoint = run.first() == run.last() && end == 0;
            spans.add(
                    isPoint
                            ? "at " + time(run.first(), 0)
                            : "from " + time(run.first(), 0) + " to " + time(run.last(), end));
        }
        return spans;
    }

    private int last() {
        return isToTheSecond ? 3_599 : 3_540;
    }

    private String time(int hour, int secondOfHour) {
        int second = hour * 3_600 + secondOfHour;
        return isToTheSecond ? TimeText.toTheSecond(second) : TimeText.of(second);
    }
}
