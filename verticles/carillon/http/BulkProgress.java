package carillon.http;

import carillon.message.Changed;
import carillon.message.TaskChange;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client line by line how far a change of many tasks is. The counts grow from line to line; the failures are
 * those of the page that the line stands for.
 */
final class BulkProgress {

    private static final String MORE_LEFT = "the " + TaskChange.Revive.OCCURRENCES_MAX
            + " earliest of its dead occurrences were revived, and there may be more; send the request again for them";

    private final HttpServerResponse response;
    private boolean begun;
    private boolean refused;
    private int changed;
    private int unchanged;
    private int failed;
    private JsonArray failures = new JsonArray();

    BulkProgress(HttpServerResponse response) {
        this.response = response;
    }

    /** Whether the client is gone. */
    boolean isUnread() {
        return refused || response.closed();
    }

    void count(String id, Changed.Status status) {
        switch (status) {
            case CREATED, CHANGED, RUNNING -> changed++;
            case SAME, UNKNOWN, NOT_NOW -> unchanged++;
            case PARTLY -> fail(id, Refusal.of(409, MORE_LEFT));
            case STALE_VERSION, ELSEWHERE, NOT_OWNER -> failed++;
        }
    }

    void fail(String id, Refusal refusal) {
        failed++;
        if (failures.size() < HttpLimits.BULK_FAILURES_MAX) {
            failures.add(new JsonObject()
                    .put("id", id)
                    .put("status", refusal.status())
                    .put("detail", refusal.getMessage()));
        }
    }

    /** A page is done. Completes when the client took the line, or is gone. */
    Future<Void> report(@Nullable String cursor) {
        JsonObject line = counts().put("cursor", cursor);
        if (!failures.isEmpty()) {
            line.put("failures", failures);
            failures = new JsonArray();
        }
        begin();
        return response.write(line.encode() + "\n").otherwise(gone -> {
            refused = true;
            return null;
        });
    }

    void finish() {
        end(counts().put("finished", true));
    }

    /** Ends early: with a refusal if nothing was done, else the cursor of the line before says where to go on. */
    void breakOff(Refusal refusal) {
        if (!begun) {
            Replies.send(response, refusal.toAnswer());
            return;
        }
        end(counts().put("finished", false).put("status", refusal.status()).put("detail", refusal.getMessage()));
    }

    private void begin() {
        if (!begun) {
            begun = true;
            Replies.begin(response, Bodies.LINES);
        }
    }

    private JsonObject counts() {
        return new JsonObject()
                .put("changed", changed)
                .put("unchanged", unchanged)
                .put("failed", failed);
    }

    private void end(JsonObject last) {
        if (!response.closed()) {
            // A client that is gone by now does not need the line, and nobody else waits for it.
            response.end(last.encode() + "\n").onFailure(gone -> {});
        }
    }
}
