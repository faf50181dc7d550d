package bench;

/**
 * What was used so far, or between two readings.
 *
 * @param own seconds of the processor, of the process whose work it is
 * @param client the same of the client, where that is another process
 * @param store the same of PostgreSQL, or Redis
 */
record Meter(long nanos, long jobs, double own, double client, double store, long walBytes) {
    Meter since(Meter start) {
        return new Meter(
                nanos - start.nanos,
                jobs - start.jobs,
                own - start.own,
                client - start.client,
                store - start.store,
                walBytes - start.walBytes);
    }

    double seconds() {
        return nanos / 1e9;
    }
}
