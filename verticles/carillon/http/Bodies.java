package carillon.http;

import carillon.json.Decoded;
import carillon.json.TaskDecoder;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** Reads the bodies of requests. */
final class Bodies {

    private static final String JSON = "application/json";

    private Bodies() {}

    /** Refuses what is not JSON before its body is read. */
    static void requireJson(RoutingContext request) {
        if (isOf(JSON, request)) {
            request.next();
            return;
        }
        Refusal refusal = Refusal.of(415, "send the body as " + JSON + ", without Content-Encoding");
        Replies.send(request.response(), refusal.toAnswer());
    }

    /** Whether a body is of a type, as it is. */
    static boolean isOf(String contentType, RoutingContext request) {
        String type = request.request().getHeader("Content-Type");
        String encoding = request.request().getHeader("Content-Encoding");
        return encoding == null
                && type != null
                && type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(contentType);
    }

    static Decoded.Task task(RoutingContext request) {
        var buffer = request.body().buffer();
        return switch (TaskDecoder.decode(buffer == null ? new byte[0] : buffer.getBytes())) {
            case Decoded.Task task -> task;
            case Decoded.Refused refused ->
                throw Refusal.invalid("the task is not valid; errors says where and why", refused.violations());
        };
    }
}
