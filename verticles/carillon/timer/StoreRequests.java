package carillon.timer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;

/** Counts what the store did not answer, kind by kind, and says when that begins and when it is over. */
final class StoreRequests {

    private static final Logger LOG = System.getLogger(StoreRequests.class.getName());

    private final MeterRegistry registry;
    /** Kinds whose last request failed. */
    private final Set<String> failing = new HashSet<>();

    StoreRequests(MeterRegistry registry) {
        this.registry = registry;
    }

    void succeeded(String kind) {
        if (failing.remove(kind)) {
            LOG.log(Level.INFO, "the store carries {0} out again", kind);
        }
    }

    void failed(String kind, Throwable failure) {
        Counter.builder("carillon.store.requests.failed")
                .description("Requests of owners that the store did not carry out")
                .tag("request", kind)
                .register(registry)
                .increment();
        if (failing.add(kind)) {
            LOG.log(
                    Level.WARNING,
                    "the store did not carry {0} out, and may not again: {1}",
                    kind,
                    failure.getMessage());
        }
    }
}
