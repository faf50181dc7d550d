package carillon.bench.cluster;

import carillon.message.Occurrence;
import carillon.trial.Delivery;
import java.util.Arrays;

/** What the receiver got, as columns in the order of arrival. Safe for use from any thread. */
final class Arrivals {

    private int[] tasks = new int[1 << 16];
    private long[] terms = new long[1 << 16];
    private int[] attempts = new int[1 << 16];
    private long[] millis = new long[1 << 16];
    private int count;

    synchronized void add(int task, long term, int attempt, long nowMillis) {
        if (count == tasks.length) {
            tasks = Arrays.copyOf(tasks, 2 * count);
            terms = Arrays.copyOf(terms, 2 * count);
            attempts = Arrays.copyOf(attempts, 2 * count);
            millis = Arrays.copyOf(millis, 2 * count);
        }
        tasks[count] = task;
        terms[count] = term;
        attempts[count] = attempt;
        millis[count] = nowMillis;
        count++;
    }

    synchronized int count() {
        return count;
    }

    synchronized int task(int place) {
        return tasks[place];
    }

    synchronized long term(int place) {
        return terms[place];
    }

    synchronized long millis(int place) {
        return millis[place];
    }

    /** As the audits of other trials know it. */
    synchronized Delivery delivery(int place, Tasks made) {
        Occurrence occurrence = new Occurrence(Tasks.id(tasks[place]), made.dueMillis(tasks[place]));
        return new Delivery(occurrence, attempts[place], terms[place], millis[place]);
    }
}
