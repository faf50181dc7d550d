package carillon.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Refuses a {@code Host} that can be none before Vert.x takes it apart, which throws at a {@code %} in it. */
final class HostHeader implements Handler<HttpServerRequest> {

    private static final String MARKS = ".-_~:[]";

    private final Handler<HttpServerRequest> next;

    HostHeader(Handler<HttpServerRequest> next) {
        this.next = next;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String host = request.getHeader("Host");
        if (host == null || isTaken(host)) {
            next.handle(request);
            return;
        }
        Refusal refusal = Refusal.of(400, "the Host header must be a name or an address, and a port");
        Replies.send(request.response(), refusal.toAnswer());
    }

    private static boolean isTaken(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (!isTaken(host.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTaken(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0);
    }
}
