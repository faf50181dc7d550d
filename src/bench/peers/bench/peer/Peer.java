package bench.peer;

import io.vertx.core.json.JsonObject;

/** What can be asked of every scheduler. Instants are milliseconds since 1970. */
interface Peer extends AutoCloseable {
    /** As its makers number it. */
    String version();

    /** What was set otherwise than by default, in words for the table. */
    String settings();

    /** Creates one job durably, and waits until it is. */
    void enqueueOne(long due) throws Exception;

    /** Creates jobs durably by the best call that there is for many. */
    void enqueueMany(long[] dues) throws Exception;

    /** How many jobs such a call takes best. */
    int batch();

    /** How many such calls are best made at once. */
    default int bulkCalls() {
        return 1;
    }

    /** How many jobs may wait to be run while ever new ones are created: so many that it never waits for work. */
    default int backlogMax() {
        return 16_000;
    }

    /** From now on what is due is run. */
    void startWorkers() throws Exception;

    /** How many runs there were so far. */
    long called();

    /** Begins to keep the lateness of jobs that are due from the one instant to the other. */
    void record(long from, long to, int jobsMax);

    /** What was kept: how many jobs, how many of them too early, and percentiles in milliseconds. */
    JsonObject lateness();

    /** The process whose work it is; the one that runs the adapter is a mere client if it is another. */
    default long pid() {
        return ProcessHandle.current().pid();
    }

    /** Calls {@link #enqueueOne} from so many threads until told to stop. */
    default void enqueueAtOnce(int atOnce, Going going) throws Exception {
        Load.threads(atOnce, going, () -> {
            long start = System.nanoTime();
            enqueueOne(Load.farAway());
            going.times().took(System.nanoTime() - start);
            going.add(1);
        });
    }

    /** Calls {@link #enqueueMany} until told to stop. */
    default void enqueueBulk(Going going) throws Exception {
        Load.threads(bulkCalls(), going, () -> {
            enqueueMany(Load.same(Load.farAway(), batch()));
            going.add(batch());
        });
    }
}
