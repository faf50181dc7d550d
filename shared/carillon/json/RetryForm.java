package carillon.json;

import carillon.task.Limits;
import carillon.task.RetryPolicy;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How often and after what wait a task is tried again; what is left out takes its default. */
final class RetryForm {

    private static final ObjectForm<Draft> FORM = new ObjectForm<Draft>()
            .with("maxAttempts", (in, retry) -> retry.maxAttempts = in.integer(1, Limits.ATTEMPTS_MAX))
            .with("backoff", (in, retry) -> retry.backoff = wait(in))
            .with("multiplier", (in, retry) -> retry.multiplier = in.number(1, Limits.BACKOFF_MULTIPLIER_MAX))
            .with("maxBackoff", (in, retry) -> retry.maxBackoff = wait(in))
            .with("jitter", (in, retry) -> retry.jitter = in.number(0, 1));

    private RetryForm() {}

    static RetryPolicy read(JsonReader in) throws IOException {
        Draft draft = new Draft();
        FORM.read(in, draft);
        RetryPolicy retry = draft.toPolicy();
        if (in.isFaultless() && retry.backoffMillis() > retry.maxBackoffMillis()) {
            in.refuse("backoff is " + IsoDuration.text(retry.backoffMillis()) + ", longer than maxBackoff, which is "
                    + IsoDuration.text(retry.maxBackoffMillis()));
        }
        return retry;
    }

    private static @Nullable Long wait(JsonReader in) throws IOException {
        return TextForm.duration(in, 0, Limits.BACKOFF_MILLIS_MAX);
    }

    private static final class Draft {
        private @Nullable Integer maxAttempts;
        private @Nullable Long backoff;
        private @Nullable Double multiplier;
        private @Nullable Long maxBackoff;
        private @Nullable Double jitter;

        private RetryPolicy toPolicy() {
            RetryPolicy base = RetryPolicy.DEFAULT;
            return new RetryPolicy(
                    Objects.requireNonNullElse(maxAttempts, base.maxAttempts()),
                    Objects.requireNonNullElse(backoff, base.backoffMillis()),
                    Objects.requireNonNullElse(multiplier, base.multiplier()),
                    Objects.requireNonNullElse(maxBackoff, base.maxBackoffMillis()),
                    Objects.requireNonNullElse(jitter, base.jitter()));
        }
    }
}
