package carillon.delivery;

import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.Rejected;
import carillon.message.AttemptResult.Succeeded;
import carillon.message.AttemptResult.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver answered.
 *
 * @param retryAfter the header of that name, or null
 * @param excerpt of its body; empty for a success
 */
record Answer(int status, @Nullable String retryAfter, String excerpt) {

    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    /** Whether a status says that all is well; then nothing else of the answer matters. */
    static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    /** What it means for the attempt. */
    Verdict verdict(long nowMillis) {
        return switch (status) {
            case GONE -> new Rejected(error());
            case TOO_MANY_REQUESTS, UNAVAILABLE -> new Failed(error(), RetryAfter.millis(retryAfter, nowMillis));
            default -> isSuccess(status) ? new Succeeded() : new Failed(error(), null);
        };
    }

    private String error() {
        String redirect = status >= 300 && status < 400 ? " (redirects are not followed)" : "";
        return "HTTP " + status + redirect + (excerpt.isEmpty() ? "" : ": " + excerpt);
    }
}
