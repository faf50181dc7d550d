package carillon.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the clock changes of a zone do to wall times: move, drop or double some of them. Immutable. */
record ClockChanges(WallTimes times, Dst dst, ZoneTransitions transitions) {
    /** How many changes are looked at; two a year are usual. */
    private static final int CHANGES_MAX = 200;

    private static final int TIMES_MAX = 4;
    private static final int DAY = 86_400;

    /** The first change that matters in words, after one instant and not after another, in seconds since the epoch. */
    Optional<String> words(long from, long until) {
        int segment = transitions.segment(from) + 1;
        for (int i = 0; i < CHANGES_MAX && transitions.start(segment) <= until; i++, segment++) {
            Optional<String> words = words(segment);
            if (words.isPresent()) {
                return words;
            }
        }
        return Optional.empty();
    }

    /** The change at which a segment begins. */
    private Optional<String> words(int segment) {
        long at = transitions.start(segment);
        int before = transitions.offsetBefore(segment);
        int after = transitions.offset(segment);
        Affected affected = Affected.of(times, at + Math.min(before, after), at + Math.max(before, after));
        boolean follows = !times.isFixed();
        if (affected.walls.isEmpty() || follows && times.repeatsEvery(after - before)) {
            return Optional.empty();
        }
        if (after > before) {
            String effect = follows || dst.gap() == Dst.Gap.SKIP ? affected.dropped() : affected.moved();
            return Optional.of(effect + ", because the clock goes forward");
        }
        boolean doubles = follows || dst.overlap() == Dst.Overlap.BOTH;
        return doubles ? Optional.of(affected.doubled() + ", because the clock goes back") : Optional.empty();
    }

    /**
     * The wall times that a change leaves out or shows twice.
     *
     * @param walls the first of them, up to one more than are listed
     */
    private record Affected(List<Long> walls, long begin, long end) {

        static Affected of(WallTimes times, long begin, long end) {
            List<Long> walls = new ArrayList<>();
            long wall = times.ceiling(begin);
            while (wall < end && walls.size() <= TIMES_MAX) {
                walls.add(wall);
                wall = times.ceiling(wall + 1);
            }
            return new Affected(walls, begin, end);
        }

        String moved() {
            long jump = end - begin;
            if (!isListed()) {
                return day(begin) + " what is due between " + time(begin) + " and " + time(end) + " comes "
                        + IntervalWords.of(jump * 1_000) + " later";
            }
            List<Long> shifted = walls.stream().map(wall -> wall + jump).toList();
            boolean isSameDay = Math.floorDiv(walls.get(0), DAY) == Math.floorDiv(shifted.get(0), DAY);
            return day(shifted.get(0)) + " at " + times(shifted) + " instead of " + times(walls)
                    + (isSameDay ? "" : " " + day(walls.get(0)));
        }

        String dropped() {
            return isListed() ? day(walls.get(0)) + " not at " + times(walls) : day(begin) + " not " + between();
        }

        String doubled() {
            return isListed() ? day(walls.get(0)) + " twice at " + times(walls) : day(begin) + " twice " + between();
        }

        private boolean isListed() {
            long lastDay = Math.floorDiv(walls.get(walls.size() - 1), DAY);
            return walls.size() <= TIMES_MAX && Math.floorDiv(walls.get(0), DAY) == lastDay;
        }

        private String between() {
            return "between " + time(begin) + " and " + time(end);
        }

        private static String times(List<Long> walls) {
            return Listing.and(walls.stream().map(Affected::time).toList());
        }

        private static String day(long wall) {
            return "on " + CalendarWords.date(Math.floorDiv(wall, DAY));
        }

        private static String time(long wall) {
            return TimeText.of(Math.floorMod(wall, DAY));
        }
    }
}
