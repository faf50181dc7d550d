package carillon.bench.loads;

import carillon.e2e.Ports;
import carillon.trial.Waiting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A node as {@code ./vertx} starts it, with a {@link Probe} in its process where one is asked for. */
final class Node implements AutoCloseable {

    /** The first start may build. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration END_LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

    final int port = Ports.free();
    /** The wall clock when its process was started, in microseconds. */
    final long startedMicros;

    private final int probePort = Ports.free();
    private final Process process;
    private final Thread lastResort;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Starts it; it is not ready yet.
     *
     * @param settings besides its verticles
     */
    Node(String databaseUrl, Path log, JsonObject settings, boolean withProbe) throws IOException {
        JsonArray verticles = withProbe ? new JsonArray().add(Probe.class.getName()) : new JsonArray();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "./vertx",
                "run",
                "carillon.Main",
                "-cp",
                Path.of("target", "test-classes").toString(),
                "-conf",
                settings.copy().put("verticles", verticles).encode()));
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("CARILLON_DATABASE_URL", databaseUrl);
        builder.environment().put(Probe.PORT_VARIABLE, Integer.toString(probePort));
        File file = log.toFile();
        startedMicros = Wall.micros();
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file))
                .start();
        lastResort = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    long pid() {
        return process.pid();
    }

    void awaitReady() {
        boolean ready = Waiting.until(
                () -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(
                                "the node ended with " + process.exitValue() + ": see its node.log");
                    }
                    return isReady();
                },
                START_LIMIT);
        if (!ready) {
            throw new IllegalStateException("the node was not ready within " + START_LIMIT + ": see its node.log");
        }
    }

    private boolean isReady() {
        try {
            return get(port, "/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** How often the probe was called. */
    long calls() {
        return ask("/count").getLong("count");
    }

    /** Has the probe keep the lateness of what is due within some windows from an instant on. */
    void record(long fromMillis, long windowMillis, int windows) {
        ask("/record?from=" + fromMillis * 1_000 + "&length=" + windowMillis * 1_000 + "&count=" + windows);
    }

    /** Asks the probe. */
    JsonObject ask(String path) {
        try {
            HttpResponse<String> answer = get(probePort, path);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " was answered by " + answer.body());
            }
            return new JsonObject(answer.body());
        } catch (IOException failure) {
            throw new IllegalStateException("the probe did not answer to " + path + ": see node.log", failure);
        }
    }

    private HttpResponse<String> get(int at, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                .timeout(ANSWER_LIMIT)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    /** Ends it as nobody would. */
    void kill() {
        process.destroyForcibly();
    }

    /** Ends it as an operator would. */
    @Override
    public void close() {
        client.close();
        process.destroy();
        if (!Waiting.until(() -> !process.isAlive(), END_LIMIT)) {
            process.destroyForcibly();
            throw new IllegalStateException("the node did not stop within " + END_LIMIT);
        }
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}
