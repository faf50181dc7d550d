package carillon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A client of the API of one node. */
public final class Client implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String[] headers;

    /** One that sends headers with each request, names and values in turn. */
    public Client(int port, String... headers) {
        this(URI.create("http://127.0.0.1:" + port), headers);
    }

    /** One of an API anywhere. */
    Client(URI base, String... headers) {
        this.base = base.toString();
        this.headers = headers;
    }

    /** Where the node is reached. */
    public String base() {
        return base;
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    public HttpResponse<String> post(String path, String body) {
        return send("POST", path, body);
    }

    public HttpResponse<String> delete(String path) {
        return send("DELETE", path, "");
    }

    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body.isEmpty()) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(method + " " + path, failure);
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    /** Creates a task that is not there yet. */
    JsonObject create(JsonObject task) {
        HttpResponse<String> answer = post("/tasks", task.encode());
        assertEquals(201, answer.statusCode(), answer::body);
        return new JsonObject(answer.body());
    }

    JsonObject task(String id) {
        HttpResponse<String> answer = get("/tasks/" + id);
        assertEquals(200, answer.statusCode(), answer::body);
        return new JsonObject(answer.body());
    }

    List<JsonObject> runs(String id) {
        HttpResponse<String> answer = get("/tasks/" + id + "/runs");
        assertEquals(200, answer.statusCode(), answer::body);
        JsonArray runs = new JsonObject(answer.body()).getJsonArray("runs");
        return runs.stream()
                .map(JsonObject.class::cast)
                .filter(run -> run.getString("state").equals("ended"))
                .toList();
    }

    /** Waits until the task is in a state. */
    void awaitState(String id, String state) {
        Waiting.until(() -> id + " is " + state + ": " + get("/tasks/" + id).body(), () -> {
            HttpResponse<String> answer = get("/tasks/" + id);
            // What a task needs may have died a moment ago.
            assertTrue(answer.statusCode() == 200 || answer.statusCode() == 503, answer::body);
            return state.equals(new JsonObject(answer.body()).getString("state"));
        });
    }

    /** Whether the node is there and takes work. */
    public boolean isReady() {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    /** A value of the metrics, summed over all labels. */
    double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Override
    public void close() {
        http.close();
    }
}
