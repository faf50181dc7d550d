package carillon.http;

import carillon.json.Violation;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is not granted: a problem of RFC 9457. Carries no stack trace: it is an answer, not a fault. */
final class Refusal extends RuntimeException {

    /** How long a client that was turned away should wait, in seconds. */
    static final String RETRY_AFTER_SECONDS = "1";

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<Violation> violations;
    private final transient Map<String, String> headers;

    private Refusal(int status, String detail, List<Violation> violations, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.violations = violations;
        this.headers = headers;
    }

    static Refusal of(int status, String detail) {
        return new Refusal(status, detail, List.of(), Map.of());
    }

    /** A status that comes with a header. */
    static Refusal with(int status, String detail, String header, String value) {
        return new Refusal(status, detail, List.of(), Map.of(header, value));
    }

    /** A body or a query with something wrong in it. */
    static Refusal invalid(String detail, List<Violation> violations) {
        return new Refusal(400, detail, violations, Map.of());
    }

    /** A body that is right, and does not go with what is there. */
    static Refusal conflict(String detail, List<Violation> violations) {
        return new Refusal(409, detail, violations, Map.of());
    }

    /** A query parameter that is wrong. */
    static Refusal parameter(String name, String detail) {
        return of(400, "the query parameter " + name + " " + detail);
    }

    /** Too much is under way. */
    static Refusal busy(String detail) {
        return with(429, detail, "Retry-After", RETRY_AFTER_SECONDS);
    }

    /** What is needed to answer is away. */
    static Refusal unavailable(String detail) {
        return with(503, detail, "Retry-After", RETRY_AFTER_SECONDS);
    }

    static Refusal unknownTask(String id) {
        return of(404, "there is no task " + id);
    }

    int status() {
        return status;
    }

    Answer toAnswer() {
        Answer answer = Answer.of(status, "application/problem+json", problem().toBuffer());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    /**
     * The answer to one line of many, without its line feed.
     *
     * @param number of the line in the request, from 1 on
     * @param id that the line names; null where it names none
     */
    Buffer toLine(int number, @Nullable String id) {
        JsonObject line = new JsonObject().put("status", status).put("line", number);
        if (id != null) {
            line.put("id", id);
        }
        return line.put("error", problem()).toBuffer();
    }

    private JsonObject problem() {
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", getMessage());
        if (!violations.isEmpty()) {
            JsonArray errors = new JsonArray();
            violations.forEach(each ->
                    errors.add(new JsonObject().put("pointer", each.pointer()).put("detail", each.detail())));
            problem.put("errors", errors);
        }
        return problem;
    }
}
