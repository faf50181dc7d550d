package carillon.client;

import java.time.Duration;

/** The clock, and waiting. The jar of the client has nothing of the node in it, so not its clock either. */
interface Time {

    Time SYSTEM = new SystemTime();

    long epochMillis();

    /** Monotonic. */
    long nanoTime();

    void pause(Duration duration) throws InterruptedException;
}
