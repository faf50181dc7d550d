package bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A peer in a process of its own, which is told what to do by lines and tells how it goes by lines of JSON. */
final class PeerProcess implements AutoCloseable {
    private static final JsonObject GONE =
            new JsonObject().put("event", "failed").put("error", "the process ended");
    private static final int STOP_SECONDS_MAX = 60;

    private final Process process;
    private final BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
    private JsonObject ready = new JsonObject();

    private PeerProcess(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().start(this::read);
        // Who interrupts a run wants nothing of it left; a process that has ended does not mind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    static PeerProcess start(Contender contender, String database, String serverVersion) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command(contender, database, serverVersion));
        Path work = Path.of(System.getProperty("work"));
        File log = Log.of(contender).file().toFile();
        builder.directory(work.toFile()).redirectError(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().put("BENCH_PASSWORD", System.getProperty("password"));
        builder.environment().put("BENCH_PORT", System.getProperty("port"));
        builder.environment().put("BENCH_DATABASE", database);
        builder.environment().put("BENCH_REDIS_PORT", System.getProperty("redis.port", ""));
        PeerProcess peer = new PeerProcess(builder.start());
        try {
            peer.ready = peer.next(STOP_SECONDS_MAX * 2);
            return peer;
        } catch (Exception e) {
            // It would run on beside those that are measured next.
            peer.close();
            throw e;
        }
    }

    private static List<String> command(Contender contender, String database, String serverVersion) {
        if (contender.runsOnNode()) {
            return List.of(System.getProperty("node"), "peer.mjs", contender.name());
        }
        List<String> words = new ArrayList<>(List.of(System.getProperty("java"), "-Xmx1g"));
        words.add("--enable-native-access=ALL-UNNAMED");
        for (String property : List.of("port", "work", "logs", "home")) {
            words.add("-D" + property + "=" + System.getProperty(property));
        }
        words.add("-Ddatabase=" + database);
        words.add("-Dpostgres.version=" + serverVersion);
        words.add("-Dcarillon.version=" + System.getProperty("carillon.version", ""));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "bench.peer.Main", contender.name()));
        return words;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(new JsonObject(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            events.add(GONE);
        }
    }

    /** What it said when it was ready: version, settings, pid, client. */
    JsonObject ready() {
        return ready;
    }

    void tell(String command) throws IOException {
        process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    JsonObject next(int secondsMax) throws InterruptedException {
        JsonObject event = events.poll(secondsMax, TimeUnit.SECONDS);
        if (event == null || event.getString("event").equals("failed")) {
            throw new IllegalStateException(
                    event == null ? "nothing was heard for " + secondsMax + " s" : event.getString("error"));
        }
        return event;
    }

    @Override
    public void close() throws Exception {
        if (process.isAlive()) {
            try {
                tell("quit");
            } catch (IOException alreadyGone) {
                process.destroy();
            }
        }
        if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
