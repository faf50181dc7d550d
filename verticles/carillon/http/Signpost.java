package carillon.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /}: says where to go on. A browser is sent to the page of the contract, anybody else gets the paths. Both
 * are the same everywhere and tell nothing of a node, so that they need no token.
 */
final class Signpost {

    static final String PATH = "/";

    private static final Answer PATHS = Answer.json(
                    200,
                    new JsonObject()
                            .put("docs", "/docs")
                            .put("openapi", "/openapi.json")
                            .put("tasks", "/tasks")
                            .put("health", "/health"))
            .with("Vary", "Accept");

    private static final Answer TO_PAGE = Answer.of(
                    303, "text/plain; charset=utf-8", Buffer.buffer("the contract is at /docs\n"))
            .with("Location", "/docs")
            .with("Vary", "Accept");

    private Signpost() {}

    static Future<Answer> show(RoutingContext request) {
        return Future.succeededFuture(wantsPage(request.request().getHeader("Accept")) ? TO_PAGE : PATHS);
    }

    /** Browsers name HTML, and not JSON, of what they take. */
    private static boolean wantsPage(@Nullable String accept) {
        String types = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
        return types.contains("text/html") && !types.contains("application/json");
    }
}
