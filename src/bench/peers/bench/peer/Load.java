package bench.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Threads that make load, and the instants of the jobs that they create. */
final class Load {
    private static final long HOUR_MILLIS = 3_600_000;

    private Load() {}

    /** A step of the work of a thread. */
    interface Step {
        void run() throws Exception;
    }

    /** Repeats a step in so many threads until told to stop, and waits for their ends. */
    static void threads(int count, Going going, Step step) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().start(() -> repeat(going, step)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Repeats a step until told to stop, or until it breaks. */
    static void repeat(Going going, Step step) {
        while (going.on()) {
            try {
                step.run();
            } catch (Exception e) {
                going.fail(e);
            }
        }
    }

    /** An instant at which no measurement lasts. */
    static long farAway() {
        return System.currentTimeMillis() + HOUR_MILLIS;
    }

    static long[] same(long due, int jobs) {
        long[] dues = new long[jobs];
        Arrays.fill(dues, due);
        return dues;
    }

    static void pause(long millis) throws InterruptedException {
        if (millis > 0) {
            Thread.sleep(millis);
        }
    }
}
