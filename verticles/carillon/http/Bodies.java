package carillon.http;

import carillon.json.Decoded;
import carillon.json.TaskDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Reads the bodies of requests. */
final class Bodies {

    /** The content type of lines of JSON. */
    static final String LINES = "application/x-ndjson";

    private static final String JSON = "application/json";

    private Bodies() {}

    /** Refuses what is not JSON before its body is read. */
    static void requireJson(RoutingContext request) {
        String type = request.request().getHeader("Content-Type");
        String encoding = request.request().getHeader("Content-Encoding");
        boolean isJson = type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(JSON);
        if (isJson && encoding == null) {
            request.next();
            return;
        }
        Refusal refusal = Refusal.of(
                415,
                "set the header Content-Type: " + JSON + " for one, or " + LINES
                        + " for many, and no Content-Encoding");
        Replies.send(request.response(), refusal.toAnswer());
    }

    static byte[] bytes(RoutingContext request) {
        Buffer buffer = request.body().buffer();
        return buffer == null ? new byte[0] : buffer.getBytes();
    }

    static Decoded.Task task(RoutingContext request) {
        return switch (TaskDecoder.decode(bytes(request))) {
            case Decoded.Task task -> task;
            case Decoded.Refused refused -> throw refusal(refused);
        };
    }

    static Refusal refusal(Decoded.Refused refused) {
        return Refusal.invalid("the task is not valid; errors says where and why", refused.violations());
    }

    /** Whether the body is lines of JSON. */
    static boolean isLines(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null
                && LINES.equals(type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip())
                && request.getHeader("Content-Encoding") == null;
    }
}
