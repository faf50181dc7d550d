package carillon.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a node refused something, as RFC 9457 has it.
 *
 * @param status of HTTP
 * @param title what the status means
 * @param detail what was wrong, and what to do
 * @param errors everything that is wrong with the body, 20 at most
 * @param retryAfter how long the node asks to be left alone; null where it does not say
 */
public record Problem(
        int status,
        String title,
        String detail,
        List<Fault> errors,
        @Nullable Duration retryAfter) {

    private static final int BUSY = 429;
    private static final int UNAVAILABLE = 503;

    public Problem {
        errors = List.copyOf(errors);
    }

    static Problem of(int status, Json json, @Nullable Duration retryAfter) {
        Members members = Members.of(json);
        return new Problem(
                status,
                Objects.requireNonNullElse(members.text("title"), "HTTP " + status),
                Objects.requireNonNullElse(members.text("detail"), ""),
                members.objects("errors", Fault::of),
                retryAfter);
    }

    /** An answer that is not of a node. */
    static Problem foreign(int status, String why) {
        return new Problem(status, "HTTP " + status, why, List.of(), null);
    }

    /** Nothing was done: too much was under way. */
    boolean isBusy() {
        return status == BUSY;
    }

    /** Something was away, now; what was asked for may or may not be done. */
    boolean isUnavailable() {
        return status == UNAVAILABLE;
    }

    @Override
    public String toString() {
        String faults = errors.stream().map(fault -> "; " + fault).collect(Collectors.joining());
        return status + " " + title + ": " + detail + faults;
    }
}
