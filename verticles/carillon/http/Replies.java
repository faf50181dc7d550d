package carillon.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes answers. */
final class Replies {

    /** Encoded once, since every answer has them. */
    private static final Map<CharSequence, CharSequence> SAFETY = Map.of(
            encoded("X-Content-Type-Options"), encoded("nosniff"),
            encoded("Cache-Control"), encoded("no-store"),
            encoded("Content-Security-Policy"), encoded("default-src 'none'; frame-ancestors 'none'"),
            encoded("X-Frame-Options"), encoded("DENY"),
            encoded("Referrer-Policy"), encoded("no-referrer"),
            encoded("Cross-Origin-Resource-Policy"), encoded("same-origin"));

    private Replies() {}

    /** Handles the requests of a route by an endpoint. */
    static Handler<RoutingContext> by(Endpoint endpoint) {
        return request -> {
            Future<Answer> answer;
            try {
                answer = endpoint.answer(request);
            } catch (RuntimeException e) {
                answer = Future.failedFuture(e);
            }
            answer.onComplete(
                    given -> send(request.response(), given),
                    failure ->
                            send(request.response(), Failures.toRefusal(failure).toAnswer()));
        };
    }

    static void send(HttpServerResponse response, Answer answer) {
        if (response.ended() || response.closed()) {
            return;
        }
        SAFETY.forEach(response::putHeader);
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status());
        // A client that is gone by now does not need the answer, and nobody else waits for it.
        response.end(answer.body()).onFailure(gone -> {});
    }

    /** Begins an answer of 200 whose body follows bit by bit. */
    static void begin(HttpServerResponse response, String contentType) {
        SAFETY.forEach(response::putHeader);
        response.setStatusCode(200).putHeader("Content-Type", contentType).setChunked(true);
    }

    /** Answers what is not even a request: a line or a header that is too long or malformed. */
    static void refuseMalformed(HttpServerRequest request) {
        int status = statusOf(request.decoderResult().cause());
        String detail =
                switch (status) {
                    case 414 -> "the request line is longer than " + HttpLimits.REQUEST_LINE_BYTES_MAX + " bytes";
                    case 431 -> "the headers are longer than " + HttpLimits.HEADERS_BYTES_MAX + " bytes";
                    default -> "this is not a request of HTTP/1.1";
                };
        request.response().putHeader("Connection", "close");
        send(request.response(), Refusal.of(status, detail).toAnswer());
        request.connection().close().onFailure(gone -> {});
    }

    private static int statusOf(@Nullable Throwable malformation) {
        if (malformation instanceof TooLongHttpLineException) {
            return 414;
        }
        return malformation instanceof TooLongHttpHeaderException ? 431 : 400;
    }

    private static CharSequence encoded(String text) {
        return HttpHeaders.createOptimized(text);
    }
}
