package carillon;

import java.util.logging.LogManager;

/**
 * Logs until the very end. The JDK's own manager closes its handlers as soon as the process begins to shut down, which
 * is when a drain begins to have something to say.
 */
public final class LastingLog extends LogManager {

    private volatile boolean lasting;

    /** For the JDK, which makes the one instance. */
    public LastingLog() {}

    /** Keeps the handlers that there are now until the process has ended. */
    void keepHandlers() {
        lasting = true;
    }

    @Override
    public void reset() {
        if (!lasting) {
            super.reset();
        }
    }
}
