import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Posts a task to a node and waits until its webhook arrives: {@code java Arrival.java http://localhost:8080}. Ends with
 * 0 if it did, and the payload is the one that was posted.
 */
public final class Arrival {

    private static final int READY_SECONDS_MAX = 60;
    private static final int ARRIVAL_SECONDS_MAX = 30;
    private static final String PAYLOAD = "{\"hello\": \"world\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String node;

    private Arrival(String node) {
        this.node = node;
    }

    public static void main(String[] arguments) throws Exception {
        Arrival arrival = new Arrival(arguments[0]);
        arrival.awaitReady();
        CompletableFuture<String> received = new CompletableFuture<>();
        HttpServer receiver = receive(received);
        try {
            arrival.post("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
            String body = received.get(ARRIVAL_SECONDS_MAX, TimeUnit.SECONDS);
            if (!body.equals(PAYLOAD)) {
                throw new IllegalStateException("what arrived is " + body);
            }
            System.out.println("arrived: " + body);
        } finally {
            receiver.stop(0);
        }
    }

    private void awaitReady() throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX);
        while (!isReady()) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException(node + " was not ready within " + READY_SECONDS_MAX + " s");
            }
            Thread.sleep(50);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(URI.create(node + "/health/ready"))).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void post(String target) throws IOException, InterruptedException {
        String task = """
                {"id": "arrival", "delay": "PT1S", "action": {"http": {"url": "%s"}}, "payload": %s}"""
                .formatted(target, PAYLOAD);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(node + "/tasks"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(task)));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("the task was answered with " + answer.statusCode() + ": " + answer.body());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    private static HttpServer receive(CompletableFuture<String> received) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            received.complete(body);
        });
        server.start();
        return server;
    }
}
