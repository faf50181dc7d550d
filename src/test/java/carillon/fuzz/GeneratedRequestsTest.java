package carillon.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.e2e.Client;
import carillon.e2e.NodeProcess;
import carillon.e2e.Ports;
import carillon.postgres.TestPostgres;
import carillon.time.Clock;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node in a process of its own stands whatever it is sent. How much and from which seed: docs/security.md. */
@Tag("fuzz")
class GeneratedRequestsTest {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);
    private static final int CONNECTIONS = 4;
    /** Below it the node is still warming up, and its heap grows for good reasons. */
    private static final int MEASURED_MIN = 50_000;

    private static final long GROWTH_BYTES_MAX = 32L * 1024 * 1024;

    private final Tally tally = new Tally();

    @TempDir
    Path folder;

    @Test
    void no_request_makes_a_node_fail_or_tell_of_its_inside() throws Exception {
        int port = Ports.free();
        // The lease is long because a node without its shards answers 503, as it should, where a machine stands still.
        JsonObject config =
                new JsonObject().put("port", port).put("timer.armedMax", 2_000).put("lease.ttlMillis", 60_000);
        Map<String, String> environment = Map.of("CARILLON_DATABASE_URL", TestPostgres.freshDatabase());
        try (NodeProcess node =
                        NodeProcess.start(folder.resolve("node.log"), config, environment, "run", "carillon.Main");
                Client client = new Client(port)) {
            node.awaitReady(client);
            long started = Clock.system().nanoTime();
            send(port, REQUESTS / 5, SEED);
            long before = liveBytes(node);
            send(port, REQUESTS - REQUESTS / 5, SEED + CONNECTIONS);
            long growth = liveBytes(node) - before;
            long millis = TimeUnit.NANOSECONDS.toMillis(Clock.system().nanoTime() - started);
            System.out.println("fuzz: seed " + SEED + ", " + REQUESTS + " requests in " + millis + " ms, statuses "
                    + tally + ", heap " + before + " bytes before and " + growth + " more after");
            assertEquals(List.of(), tally.findings(), () -> "seed " + SEED + ": " + tally);
            assertEquals(List.of(), faults(node.output()), () -> "seed " + SEED);
            assertTrue(growth < GROWTH_BYTES_MAX, () -> "the heap grew by " + growth + " bytes; seed " + SEED);
            assertTrue(client.isReady());
        }
    }

    private void send(int port, int count, long seed) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                long own = seed + i;
                running.add(threads.submit(() -> {
                    sendAll(port, count / CONNECTIONS, own);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    private void sendAll(int port, int count, long seed) throws IOException {
        Requests requests = new Requests(Contract.read(), new SplittableRandom(seed));
        try (Wire wire = new Wire(port)) {
            for (int i = 0; i < count; i++) {
                Requests.Request request = requests.next();
                tally.add(request, wire.send(request));
            }
        }
    }

    private static long liveBytes(NodeProcess node) throws IOException, InterruptedException {
        return REQUESTS < MEASURED_MIN ? 0 : Heap.liveBytes(node.pid());
    }

    private static List<String> faults(String log) {
        return log.lines()
                .filter(line -> line.contains(" SEVERE ") || line.contains(" | java."))
                .limit(10)
                .toList();
    }
}
