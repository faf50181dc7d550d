package carillon.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Bounds what is under way at once, by requests and by the bytes of their bodies; more is turned away. */
final class Window implements Handler<RoutingContext> {

    private final int requestsMax;
    private final long bytesMax;
    private int requests;
    private long bytes;

    Window(int requestsMax, long bytesMax) {
        this.requestsMax = requestsMax;
        this.bytesMax = bytesMax;
    }

    @Override
    public void handle(RoutingContext request) {
        long size = bytesOf(request.request());
        if (requests >= requestsMax || bytes + size > bytesMax) {
            Refusal refusal = Refusal.busy("too many requests are under way; try again after a moment");
            Replies.send(request.response(), refusal.toAnswer());
            return;
        }
        requests++;
        bytes += size;
        request.addEndHandler(ended -> {
            requests--;
            bytes -= size;
        });
        request.next();
    }

    /** As announced, or else the most that will be read. */
    private static long bytesOf(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return request.getHeader("Transfer-Encoding") == null ? 0 : HttpLimits.BODY_BYTES_MAX;
        }
        try {
            return Math.clamp(Long.parseLong(length.strip()), 0, HttpLimits.BODY_BYTES_MAX);
        } catch (NumberFormatException malformed) {
            return HttpLimits.BODY_BYTES_MAX;
        }
    }
}
