package carillon.client;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The API of a running node. Blocks its caller. */
final class Node implements AutoCloseable {

    static final String URL_DEFAULT = "http://localhost:8080";

    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(5);
    private static final int OK_MAX = 299;
    private static final int UNAUTHORIZED = 401;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();
    private final String url;
    private final @Nullable String token;

    /** An answer; {@code text} is JSON, or nothing. */
    record Answer(int status, String text) {

        boolean isOk() {
            return status <= OK_MAX;
        }

        JsonObject json() {
            try {
                return new JsonObject(text);
            } catch (DecodeException none) {
                throw CommandFailure.failed(
                        "what answers there is no node of Carillon; its address is given with --url");
            }
        }
    }

    private Node(String url, @Nullable String token) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.token = token;
    }

    /** Reaches a node; {@code tokenFile} names a file with nothing but a token, or is null where none is needed. */
    static Node at(String url, @Nullable String tokenFile) {
        if (!url.matches("https?://[^/].*")) {
            throw CommandFailure.misled("--url must be http:// or https:// with a host, such as " + URL_DEFAULT);
        }
        try {
            return new Node(
                    url,
                    tokenFile == null
                            ? null
                            : Files.readString(Path.of(tokenFile)).strip());
        } catch (IOException unreadable) {
            throw CommandFailure.misled("--token-file " + tokenFile + " cannot be read");
        }
    }

    /** Asks, with a body in JSON unless it is empty. */
    Answer send(String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER_MAX);
        if (body.isEmpty()) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() == UNAUTHORIZED) {
                throw CommandFailure.failed(
                        url + " takes tokens only: put one into a file, and name that with --token-file");
            }
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "no node answers at " + url + " (" + e.getClass().getSimpleName()
                            + "); start one with ./vertx run carillon.Main, or name its address with --url");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while waiting for " + url);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
