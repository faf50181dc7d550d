package carillon.wheel;

import org.apache.kafka.server.util.timer.SystemTimer;
import org.apache.kafka.server.util.timer.TimerTask;

/** Kafka's hierarchical wheels with their own settings: a tick of a millisecond, 20 a wheel. */
final class KafkaSet implements TimerSet {

    private final TimerTask[] tasks;
    private final SystemTimer timer = new SystemTimer("bench");

    private static final class Nothing extends TimerTask {
        Nothing(long delayMillis) {
            super(delayMillis);
        }

        @Override
        public void run() {}
    }

    KafkaSet(int slots) {
        tasks = new TimerTask[slots];
    }

    @Override
    public void arm(int slot, long millis) {
        tasks[slot] = new Nothing(millis);
        timer.add(tasks[slot]);
    }

    @Override
    public void disarm(int slot) {
        tasks[slot].cancel();
    }

    @Override
    public int slotBytes() {
        return Integer.BYTES;
    }

    @Override
    public void close() {
        try {
            timer.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
