package carillon.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** What answers by a script, and keeps what it was asked; and a time that passes only in pauses. */
final class ScriptedNode implements Time, AutoCloseable {

    /** A task as nodes show it, with members that no client knows yet. */
    static final String TASK = "{\"id\":\"a\",\"action\":\"x\",\"enabled\":true,\"priority\":\"normal\","
            + "\"state\":\"dozing\",\"nextFireAt\":null,\"lastRun\":null,"
            + "\"createdAt\":\"2030-01-01T00:00:00.000Z\",\"version\":3,\"mood\":{\"deep\":[1]}}";

    /**
     * @param line of the request, with its method
     * @param body of the request
     */
    record Asked(String line, String body) {}

    private record Said(int status, String header, String body) {}

    /** Closes the connection instead of an answer. */
    private static final int BROKEN = 0;

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Queue<Said> script = new ArrayDeque<>();
    private final HttpServer server;
    private Runnable atPause = () -> {};
    private long nanos;

    ScriptedNode() throws IOException {
        this(0);
    }

    private ScriptedNode(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** One at an address that was that of another one. */
    static ScriptedNode at(URI address) {
        try {
            return new ScriptedNode(address.getPort());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    ScriptedNode says(int status, String body) {
        script.add(new Said(status, "", body));
        return this;
    }

    ScriptedNode refuses(int status, String retryAfter) {
        script.add(new Said(status, retryAfter, "{\"title\":\"No\",\"status\":" + status + ",\"detail\":\"not now\"}"));
        return this;
    }

    ScriptedNode breaksOff() {
        script.add(new Said(BROKEN, "", ""));
        return this;
    }

    /** Does something in each pause. */
    void atPause(Runnable action) {
        atPause = action;
    }

    Carillon client() {
        return Carillon.at(address()).time(this).build();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add(new Asked(line, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Said said = script.remove();
            if (said.status() == BROKEN) {
                return;
            }
            if (!said.header().isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", said.header());
            }
            byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public long epochMillis() {
        return 0;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("as told");
        }
        pauses.add(duration);
        nanos += duration.toNanos();
        atPause.run();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
