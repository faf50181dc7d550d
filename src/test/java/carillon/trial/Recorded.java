package carillon.trial;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the API tells of a task in the end.
 *
 * @param state as in the API, or {@link #UNKNOWN}
 */
public record Recorded(String state, List<Run> runs) {

    static final String UNKNOWN = "unknown";

    private static final Set<String> UNSETTLED = Set.of("scheduled", "paused", "running", "retrying");

    /** An occurrence; {@code covers} is how many nominal instants it stands for. */
    public record Run(long scheduledFor, @Nullable String outcome, int covers) {

        static Run of(JsonObject json) {
            long scheduledFor = Instant.parse(json.getString("scheduledFor")).toEpochMilli();
            return new Run(scheduledFor, json.getString("outcome"), json.getInteger("covers"));
        }

        /** Whether its outcome is one that only an attempt can have. */
        boolean wasAttempted() {
            return "succeeded".equals(outcome) || "dead".equals(outcome);
        }
    }

    public boolean isSettled() {
        return !UNSETTLED.contains(state);
    }
}
