package carillon.cron;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of the numbers of a field, looked at for the shape that it would be described by.
 *
 * @param bits the numbers that are in the set, each as the bit of its number; at least one
 * @param lowest the least number of the field
 * @param size how many numbers the field has
 */
record Numbers(long bits, int lowest, int size) {

    /** Numbers that follow each other; the first is greater than the last where they run over the field's end. */
    record Run(int first, int last) {}

    static Numbers ofSeconds(long bits) {
        return new Numbers(bits, 0, 60);
    }

    static Numbers ofHours(long bits) {
        return new Numbers(bits, 0, 24);
    }

    static Numbers ofMonths(int bits) {
        return new Numbers(bits, 1, 12);
    }

    static Numbers ofDays(int bits) {
        return new Numbers(Integer.toUnsignedLong(bits), 1, 31);
    }

    static Numbers ofWeekdays(int bits) {
        return new Numbers(bits, 0, 7);
    }

    int count() {
        return Long.bitCount(bits);
    }

    boolean isEvery() {
        return count() == size;
    }

    boolean isSingle() {
        return count() == 1;
    }

    int first() {
        return Long.numberOfTrailingZeros(bits);
    }

    int last() {
        return 63 - Long.numberOfLeadingZeros(bits);
    }

    boolean has(int number) {
        return ((bits >>> number) & 1) != 0;
    }

    List<Integer> list() {
        List<Integer> numbers = new ArrayList<>();
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            numbers.add(Long.numberOfTrailingZeros(rest));
        }
        return numbers;
    }

    /** The distance of each number to the next, or 0 where it is not always the same. */
    int step() {
        List<Integer> numbers = list();
        int step = numbers.size() < 2 ? 0 : numbers.get(1) - numbers.get(0);
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) - numbers.get(i - 1) != step) {
                return 0;
            }
        }
        return step;
    }

    /** Whether the last number is as far from the first of the next round as any other from the one behind it. */
    boolean isCycle() {
        return step() * count() == size;
    }

    /** The runs in ascending order. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int number : list()) {
            Run before = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (before != null && before.last == number - 1) {
                runs.set(runs.size() - 1, new Run(before.first, number));
            } else {
                runs.add(new Run(number, number));
            }
        }
        return runs;
    }

    /** The runs, of which one may go over the end of the field, as from 22 to 2 o'clock; it comes last. */
    List<Run> runsAround() {
        List<Run> runs = runs();
        Run end = runs.get(runs.size() - 1);
        if (runs.size() > 1 && runs.get(0).first == lowest && end.last == lowest + size - 1) {
            runs.set(runs.size() - 1, new Run(end.first, runs.get(0).last));
            runs.remove(0);
        }
        return runs;
    }

    /** Whether the runs are fewer than half as many as the numbers, so that they say it shorter. */
    boolean isInRuns() {
        return runsAround().size() * 2 <= count();
    }
}
