package carillon.bench.cluster;

import carillon.lease.Shards;
import java.util.Arrays;

/**
 * The tasks that were made, as columns: a run has a million of them. Each is known by its number from 0 on. Safe for
 * use from any thread.
 */
final class Tasks {

    private static final String PREFIX = "t";
    private static final long NEVER = Long.MAX_VALUE;

    private byte[] shards = new byte[1 << 16];
    private long[] dueMillis = new long[1 << 16];
    private long[] acceptedMillis = new long[1 << 16];
    private int count;

    static String id(int number) {
        return PREFIX + number;
    }

    static int number(String id) {
        return Integer.parseInt(id, PREFIX.length(), id.length(), 10);
    }

    /** Makes one, which nobody has accepted yet. */
    synchronized int add(long due) {
        if (count == dueMillis.length) {
            shards = Arrays.copyOf(shards, 2 * count);
            dueMillis = Arrays.copyOf(dueMillis, 2 * count);
            acceptedMillis = Arrays.copyOf(acceptedMillis, 2 * count);
        }
        shards[count] = (byte) Shards.of(id(count), Shards.COUNT_DEFAULT);
        dueMillis[count] = due;
        acceptedMillis[count] = NEVER;
        return count++;
    }

    /** Notes that it was answered by 201 or 200; the first time counts. */
    synchronized void accept(int number, long nowMillis) {
        acceptedMillis[number] = Math.min(acceptedMillis[number], nowMillis);
    }

    synchronized int count() {
        return count;
    }

    synchronized int shard(int number) {
        return shards[number];
    }

    synchronized boolean isAccepted(int number) {
        return acceptedMillis[number] != NEVER;
    }

    synchronized long dueMillis(int number) {
        return dueMillis[number];
    }

    /** When it could fire at the earliest: a client that had to send it twice may have been late itself. */
    synchronized long readyMillis(int number) {
        return isAccepted(number) ? Math.max(dueMillis[number], acceptedMillis[number]) : dueMillis[number];
    }

    int accepted() {
        int accepted = 0;
        for (int i = 0; i < count(); i++) {
            accepted += isAccepted(i) ? 1 : 0;
        }
        return accepted;
    }
}
