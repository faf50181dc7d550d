package carillon.cron;

import java.util.ArrayList;
import java.util.List;

/** The times of a day in words: {@code at 09:00 and 17:30}, or {@code every 5 minutes from 09:00 to 17:59}. */
final class TimeWords {
    /** Up to so many times, or marks of a minute or an hour, are listed even where they have a rhythm. */
    private static final int LIST_MAX = 4;

    private final TimeOfDay time;
    private final Numbers seconds;
    private final Numbers minutes;
    private final HourWords hours;

    TimeWords(TimeOfDay time) {
        this.time = time;
        this.seconds = Numbers.ofSeconds(time.seconds());
        this.minutes = Numbers.ofSeconds(time.minutes());
        this.hours = new HourWords(Numbers.ofHours(time.hours()), !seconds.isSingle());
    }

    /** Whether the words name each time of the day and nothing else. */
    boolean isList() {
        if (!seconds.isSingle() || !minutes.isSingle()) {
            return time.count() <= LIST_MAX;
        }
        return hours.areListed(LIST_MAX);
    }

    String words() {
        if (isList()) {
            return "at " + Listing.and(times());
        }
        if (!seconds.isSingle() || minutes.isEvery() && !seconds.has(0)) {
            return severalAMinute();
        }
        if (!minutes.isSingle()) {
            return severalAnHour() + (seconds.has(0) ? "" : " at second " + seconds.first());
        }
        return hours.hourly(minutes.first(), seconds.first());
    }

    private List<String> times() {
        List<String> times = new ArrayList<>();
        for (int i = 0; i < time.count(); i++) {
            times.add(TimeText.of(time.at(i)));
        }
        return times;
    }

    private String severalAnHour() {
        String rhythm = rhythm(minutes, "minute");
        if (!rhythm.isEmpty()) {
            return rhythm + hours.during();
        }
        boolean isProgression = minutes.step() > 0 && minutes.count() > LIST_MAX;
        if (isProgression && hours.isSingle()) {
            return every(minutes.step(), "minute") + hours.within(minutes.first(), minutes.last());
        }
        return (isProgression ? progression(minutes, "minute") : marks(minutes, "at minute")) + hours.past();
    }

    private String severalAMinute() {
        String rhythm = rhythm(seconds, "second");
        if (minutes.isEvery()) {
            return (rhythm.isEmpty() ? secondMarks() + " of every minute" : rhythm) + hours.during();
        }
        boolean isOneRun = minutes.runs().size() == 1;
        if (!rhythm.isEmpty() && isOneRun && hours.isSingle()) {
            return rhythm + hours.within(minutes.first(), minutes.last());
        }
        String start = rhythm.isEmpty() ? secondMarks() : rhythm;
        if (minutes.isCycle() && minutes.has(0)) {
            return start + " of every " + Listing.ordinal(minutes.step()) + " minute" + hours.during();
        }
        return start + marks(minutes, " in minute") + hours.past();
    }

    private String secondMarks() {
        boolean isProgression = seconds.step() > 0 && seconds.count() > LIST_MAX;
        return isProgression ? progression(seconds, "second") : marks(seconds, "at second");
    }

    /** An even rhythm from the first number on, for example {@code every 5 minutes}; empty for any other. */
    private static String rhythm(Numbers numbers, String unit) {
        return numbers.isCycle() && numbers.has(0) ? every(numbers.step(), unit) : "";
    }

    static String every(int step, String unit) {
        return step == 1 ? "every " + unit : "every " + step + " " + unit + "s";
    }

    private static String progression(Numbers numbers, String unit) {
        String start = every(numbers.step(), unit) + " from " + unit + " " + numbers.first();
        return numbers.isCycle() ? start : start + " to " + numbers.last();
    }

    private static String marks(Numbers numbers, String unit) {
        return unit + (numbers.isSingle() ? " " : "s ") + Listing.and(Listing.items(numbers, Integer::toString));
    }
}
