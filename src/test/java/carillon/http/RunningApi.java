package carillon.http;

import carillon.bus.Bus;
import carillon.e2e.Site;
import carillon.message.Protocols;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The API on a free port, over a {@link FakeBackend}, and a client of it. Where there is a {@linkplain Site given one}
 * the client is of that, for the tests with the tag {@code contract}, which do without the double.
 */
final class RunningApi implements AutoCloseable {

    private static final Duration WAIT = Duration.ofSeconds(20);

    final Vertx vertx = Vertx.vertx();
    final FakeBackend backend;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    RunningApi(JsonObject config) {
        Bus.install(vertx, Protocols.codec());
        backend = new FakeBackend(vertx);
        base = Site.isGiven() ? Site.given() : URI.create("http://127.0.0.1:" + deploy(config));
    }

    RunningApi() {
        this(new JsonObject());
    }

    private int deploy(JsonObject config) {
        HttpVerticle verticle = new HttpVerticle();
        await(vertx.deployVerticle(
                verticle, new DeploymentOptions().setConfig(config.copy().put("port", 0))));
        return verticle.port();
    }

    int port() {
        return base.getPort();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return sendJson("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> put(String path, String body, String... headers) {
        return sendJson("PUT", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> sendJson(String method, String path, byte[] body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        return send(method, path, body, all);
    }

    HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(WAIT)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Sends bytes as they are and reads until the server closes; ask for that with {@code Connection: close}. */
    String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Whether somebody takes connections on the port of the API. */
    boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getByName(base.getHost()), base.getPort())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** How many tasks its list shows, page by page. */
    int taskCount() {
        int count = 0;
        String cursor = "";
        while (cursor != null) {
            JsonObject page = new JsonObject(get("/tasks?limit=1000" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .body());
            count += page.getJsonArray("tasks").size();
            cursor = page.getString("cursor");
        }
        return count;
    }

    /** A connection that waits for what it reads for as long as a test may. */
    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getByName(base.getHost()), base.getPort());
        socket.setSoTimeout((int) WAIT.toMillis());
        return socket;
    }

    @Override
    public void close() {
        await(vertx.close());
        client.close();
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
