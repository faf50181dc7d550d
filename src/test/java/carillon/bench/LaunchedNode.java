package carillon.bench;

import carillon.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole node with a database of its own, as {@code ./vertx} starts it, in a small heap that is watched. */
final class LaunchedNode implements AutoCloseable {

    private static final String SMALL_HEAP = "-Xmx128m";
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final long END_SECONDS_MAX = 60;
    /** As in {@code Pause Young (Normal) (G1 Evacuation Pause) 45M->20M(128M) 3.1ms}. */
    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

    final int port;
    final Process process;
    private final ProcessHandle database;
    private final Path collections;

    LaunchedNode(Path folder) throws IOException {
        port = freePort();
        collections = folder.resolve("gc.log");
        String heap = Objects.requireNonNullElse(System.getenv("JAVA_OPTS"), SMALL_HEAP);
        ProcessBuilder builder = new ProcessBuilder(List.of("./vertx", "run", "carillon.Main"));
        builder.environment().put("JAVA_OPTS", heap + " -Xlog:gc:file=" + collections.toAbsolutePath());
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("CARILLON_DATA", folder.resolve("data").toString());
        process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("node.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Rig.until(START_LIMIT, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the node ended with " + process.exitValue() + ": see its node.log");
            }
            return isReady();
        });
        database = process.descendants()
                .filter(each -> isPostgres(each)
                        && !each.parent().map(LaunchedNode::isPostgres).orElse(false))
                .findFirst()
                .orElseThrow();
        System.out.println("a node with " + heap);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/postgres");
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    private boolean isReady() {
        try {
            return LineCall.get(this, "/health/ready").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return socket;
    }

    /** What happens from here on. */
    Watch watch() throws IOException {
        return new Watch(heaps().size());
    }

    private List<Heap> heaps() throws IOException {
        return Files.readAllLines(collections).stream()
                .map(COLLECTION::matcher)
                .filter(Matcher::find)
                .map(found -> new Heap(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                .toList();
    }

    /** Stops it as an operator would. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the node did not stop");
            }
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    /** MiB of the heap before and after a collection. */
    private record Heap(int before, int after) {}

    /** Time and processor time since it was made, and the heap of the node. */
    final class Watch {

        private final int collectionsBefore;
        private final double cpu = Cpu.secondsOf(process.pid());
        private final double databaseCpu = Cpu.secondsOf(database.pid());
        private final long start = Clock.system().nanoTime();

        private Watch(int collectionsBefore) {
            this.collectionsBefore = collectionsBefore;
        }

        double seconds() {
            return (Clock.system().nanoTime() - start) / 1e9;
        }

        String of(int count) throws IOException {
            double seconds = seconds();
            List<Heap> heaps = heaps().stream().skip(collectionsBefore).toList();
            return ("%.1f s, %.0f a second; CPU µs each: node %.0f, PostgreSQL %.0f;"
                            + " heap MiB at most %d, after a collection %d (%d)")
                    .formatted(
                            seconds,
                            count / seconds,
                            (Cpu.secondsOf(process.pid()) - cpu) / count * 1e6,
                            (Cpu.secondsOf(database.pid()) - databaseCpu) / count * 1e6,
                            heaps.stream().mapToInt(Heap::before).max().orElse(0),
                            heaps.stream().mapToInt(Heap::after).max().orElse(0),
                            heaps.size());
        }
    }
}
