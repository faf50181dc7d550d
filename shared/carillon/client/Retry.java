package carillon.client;

import java.time.Duration;

/**
 * How often a failed attempt is made again, and after which pauses.
 *
 * @param maxAttempts 1 to 100, the first one included
 * @param backoff the first pause, at most 720 hours
 * @param multiplier by which each pause is longer than the one before, 1 to 100
 * @param maxBackoff the longest pause, at most 720 hours
 * @param jitter the part of a pause that is left to chance, 0 to 1
 */
public record Retry(int maxAttempts, Duration backoff, double multiplier, Duration maxBackoff, double jitter) {

    /** What a task does that says nothing of it: 5 attempts, the first pause a second, each twice as long. */
    public static final Retry DEFAULT = new Retry(5, Duration.ofSeconds(1), 2, Duration.ofHours(1), 0.1);

    /** So many attempts in all, with the pauses of {@link #DEFAULT}. */
    public static Retry attempts(int maxAttempts) {
        return new Retry(maxAttempts, DEFAULT.backoff, DEFAULT.multiplier, DEFAULT.maxBackoff, DEFAULT.jitter);
    }

    /** With pauses from the first one to the longest one. */
    public Retry backoff(Duration first, Duration longest) {
        return new Retry(maxAttempts, first, multiplier, longest, jitter);
    }

    static Retry of(Members members) {
        Duration backoff = members.duration("backoff");
        Duration maxBackoff = members.duration("maxBackoff");
        Json multiplier = members.value("multiplier");
        Json jitter = members.value("jitter");
        return new Retry(
                members.value("maxAttempts") == null ? DEFAULT.maxAttempts : (int) members.number("maxAttempts"),
                backoff == null ? DEFAULT.backoff : backoff,
                multiplier == null ? DEFAULT.multiplier : multiplier.number().doubleValue(),
                maxBackoff == null ? DEFAULT.maxBackoff : maxBackoff,
                jitter == null ? DEFAULT.jitter : jitter.number().doubleValue());
    }

    Json json() {
        return Members.NONE
                .with("maxAttempts", maxAttempts)
                .with("backoff", backoff.toString())
                .with("multiplier", multiplier)
                .with("maxBackoff", maxBackoff.toString())
                .with("jitter", jitter)
                .json();
    }
}
