package carillon.delivery;

import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Asks the resolver of the operating system, on threads of its own, and remembers the answers for a moment.
 *
 * <p>Each instance is for use by one thread.
 */
final class SystemResolver implements HostResolver {

    private static final int THREADS = 4;
    private static final int HOSTS_MAX = 1_000;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Clock clock;
    private final WorkerExecutor threads;
    private final Map<String, Known> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > HOSTS_MAX;
        }
    };

    SystemResolver(Vertx vertx, Clock clock) {
        this.clock = clock;
        this.threads = vertx.createSharedWorkerExecutor("carillon-resolver", THREADS, 1, TimeUnit.MINUTES);
    }

    @Override
    public Future<List<InetAddress>> resolve(String host) {
        Known found = known.get(host);
        if (found != null && clock.nanoTime() - found.askedNanos < FRESH_NANOS && !found.addresses.failed()) {
            return found.addresses;
        }
        Future<List<InetAddress>> addresses = threads.executeBlocking(
                        () -> List.of(InetAddress.getAllByName(host)), false)
                .map(Objects::requireNonNull);
        known.put(host, new Known(addresses, clock.nanoTime()));
        return addresses;
    }

    private record Known(Future<List<InetAddress>> addresses, long askedNanos) {}
}
