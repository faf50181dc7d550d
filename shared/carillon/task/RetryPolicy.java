package carillon.task;

/**
 * How often a failed occurrence is tried again, and after what wait.
 *
 * @param maxAttempts attempts in all, the first included; 1 to {@link Limits#ATTEMPTS_MAX}
 * @param backoffMillis the wait after the first failure
 * @param multiplier by which the wait grows with each further failure; at least 1
 * @param maxBackoffMillis the longest wait
 * @param jitter the share of the wait, 0 to 1, that chance may take off or add
 */
public record RetryPolicy(
        int maxAttempts, long backoffMillis, double multiplier, long maxBackoffMillis, double jitter) {

    public static final RetryPolicy DEFAULT = new RetryPolicy(5, 1_000, 2, 3_600_000, 0.1);

    /**
     * The wait after a failed attempt.
     *
     * @param attempt the attempt that failed, from 1
     * @param chance a uniform draw from [0, 1)
     * @return milliseconds, at least 0 and at most {@code maxBackoffMillis * (1 + jitter)}
     */
    public long waitMillis(int attempt, double chance) {
        double wait = Math.min((double) maxBackoffMillis, (double) backoffMillis * Math.pow(multiplier, attempt - 1.0));
        return Math.round(wait * (1 + jitter * (2 * chance - 1)));
    }

    /** Whether a further attempt may follow this one. */
    public boolean allowsAfter(int attempt) {
        return attempt < maxAttempts;
    }
}
