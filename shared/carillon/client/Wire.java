package carillon.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls to a node.
 *
 * <p>What never reached it, and what it turned away because it was busy, is sent again. What may have been done (it was
 * unavailable, or the connection broke) is sent again only if doing it twice is as doing it once.
 */
final class Wire implements AutoCloseable {

    private static final int OK = 200;
    private static final int OK_MAX = 299;

    private final HttpClient http;
    private final String base;
    private final @Nullable String token;
    private final Duration timeout;
    private final Duration retryFor;
    private final Time time;

    /**
     * @param timeout of one answer, or of one line of it
     * @param retryFor from the first try to the last one
     */
    Wire(HttpClient http, URI base, @Nullable String token, Duration timeout, Duration retryFor, Time time) {
        this.http = http;
        this.base = base.toString().replaceFirst("/+$", "");
        this.token = token;
        this.timeout = timeout;
        this.retryFor = retryFor;
        this.time = time;
    }

    /** For what is tried again by its caller. */
    Patience patience() {
        return new Patience(time, retryFor);
    }

    /** One try of something. */
    interface Attempt<T> {
        T make() throws IOException;
    }

    /**
     * Sends it, and again where that is safe.
     *
     * @throws CarillonException if it is refused
     * @throws UncheckedIOException if no node answers
     */
    Answer send(Call call) {
        return repeatedly(
                call.isRepeatable(), () -> answer(await(http.sendAsync(request(call), BodyHandlers.ofString()))));
    }

    /** Makes an attempt until one ends well, or may not be followed by another one, or the patience ends. */
    <T> T repeatedly(boolean isRepeatable, Attempt<T> attempt) {
        Patience patience = patience();
        while (true) {
            try {
                return attempt.make();
            } catch (CarillonException refused) {
                Problem problem = refused.problem();
                boolean again = problem.isBusy() || problem.isUnavailable() && isRepeatable;
                if (!again || !patience.pause(problem.retryAfter())) {
                    throw refused;
                }
            } catch (IOException failure) {
                if (!(isRepeatable || isBeforeSending(failure)) || !patience.pause(null)) {
                    throw unreachable(failure);
                }
            }
        }
    }

    private UncheckedIOException unreachable(IOException failure) {
        String why = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return new UncheckedIOException("no node answers at " + base + " (" + why + ")", failure);
    }

    /** Sends it once, and hands on each line of the answer when it comes. */
    void stream(Call call, Consumer<Json> each) throws IOException {
        LineFeed feed = new LineFeed();
        BodyHandler<String> lines = head -> head.statusCode() == OK
                ? BodySubscribers.fromLineSubscriber(feed, done -> "", StandardCharsets.UTF_8, null)
                : BodySubscribers.ofString(StandardCharsets.UTF_8);
        CompletableFuture<HttpResponse<String>> response = http.sendAsync(request(call), lines);
        CompletableFuture<?> end = response.whenComplete((answer, failure) -> feed.end());
        try {
            for (String line = feed.next(timeout); line != null; line = feed.next(timeout)) {
                each.accept(Json.parse(line));
            }
            HttpResponse<String> answer = await(response);
            if (answer.statusCode() != OK) {
                throw refused(answer);
            }
        } catch (InterruptedException e) {
            throw Patience.interrupted();
        } finally {
            end.cancel(true);
            response.cancel(true);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.path()));
        String body = call.body();
        if (body == null) {
            request.method(call.method(), BodyPublishers.noBody());
        } else {
            request.method(call.method(), BodyPublishers.ofString(body)).header("Content-Type", call.type());
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (call.ifMatch() != null) {
            request.header("If-Match", "\"" + call.ifMatch() + "\"");
        }
        return request.build();
    }

    private <T> T await(CompletableFuture<T> response) throws IOException {
        try {
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer within " + timeout);
        } catch (InterruptedException e) {
            throw Patience.interrupted();
        } finally {
            response.cancel(true);
        }
    }

    private Answer answer(HttpResponse<String> response) {
        if (response.statusCode() < OK || response.statusCode() > OK_MAX) {
            throw refused(response);
        }
        return new Answer(response.statusCode(), response.body().isEmpty() ? Json.NULL : json(response));
    }

    private CarillonException refused(HttpResponse<String> response) {
        Optional<Duration> retryAfter = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
        return new CarillonException(Problem.of(response.statusCode(), json(response), retryAfter.orElse(null)));
    }

    private Json json(HttpResponse<String> response) {
        try {
            Json body = Json.parse(response.body());
            body.members();
            return body;
        } catch (IllegalArgumentException foreign) {
            throw new CarillonException(Problem.foreign(
                    response.statusCode(),
                    "what answers at " + base + " is no node of Carillon: " + foreign.getMessage()));
        }
    }

    private static boolean isBeforeSending(IOException failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }
}
