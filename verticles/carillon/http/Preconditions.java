package carillon.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses a change under a condition that is not looked at: whoever set one does not want the change without it
 * (RFC 9110, section 13).
 */
final class Preconditions implements Handler<RoutingContext> {

    private static final String MATCH = "If-Match";
    private static final List<String> NEVER_TAKEN = List.of("If-None-Match", "If-Unmodified-Since");
    private static final Pattern TASK = Pattern.compile("/tasks/[^/]+/?");

    @Override
    public void handle(RoutingContext request) {
        String passedOver = Caller.reads(request.request().method()) ? "" : passedOver(request.request());
        if (passedOver.isEmpty()) {
            request.next();
            return;
        }
        Refusal refusal = Refusal.of(
                400,
                passedOver + " is not looked at here, and nothing was changed; only PUT /tasks/{id} takes If-Match,"
                        + " and POST /tasks never replaces");
        Replies.send(request.response(), refusal.toAnswer());
    }

    /** The first condition that would not be looked at, or nothing. */
    private static String passedOver(HttpServerRequest request) {
        boolean takesMatch = request.method().equals(HttpMethod.PUT)
                && TASK.matcher(String.valueOf(request.path())).matches();
        if (!takesMatch && request.getHeader(MATCH) != null) {
            return MATCH;
        }
        for (String name : NEVER_TAKEN) {
            if (request.getHeader(name) != null) {
                return name;
            }
        }
        return "";
    }
}
