package carillon.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Refuses a request whose path or query is not in percent encoding, before anything tries to decode it. */
final class PercentEncoding implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext request) {
        if (isEncoded(request.request().uri())) {
            request.next();
            return;
        }
        Refusal refusal = Refusal.of(400, "a % in the path or the query must be followed by two hexadecimal digits");
        Replies.send(request.response(), refusal.toAnswer());
    }

    static boolean isEncoded(String uri) {
        for (int at = uri.indexOf('%'); at >= 0; at = uri.indexOf('%', at + 1)) {
            if (at + 2 >= uri.length() || !isHex(uri.charAt(at + 1)) || !isHex(uri.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0 && c < 0x80;
    }
}
