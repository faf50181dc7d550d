package carillon.client;

import java.time.Duration;

/** The limits of a queue, and the defaults of its tasks. What is not said is not limited. Immutable. */
public final class QueueSettings {

    private static final QueueSettings UNLIMITED = new QueueSettings(Members.NONE);

    private final Members members;

    private QueueSettings(Members members) {
        this.members = members;
    }

    /** No limit, and the defaults of tasks. */
    public static QueueSettings unlimited() {
        return UNLIMITED;
    }

    /** So many attempts at once, 1 to 10,000. */
    public QueueSettings concurrency(int attempts) {
        return with("concurrency", Json.of(attempts));
    }

    /** So many starts in any sliding second, 0.001 to 10,000; a fraction above 1 is cut off. */
    public QueueSettings ratePerSecond(double starts) {
        return with("ratePerSecond", Json.of(starts));
    }

    /** The time-out of its tasks that have none of their own: a millisecond to an hour. */
    public QueueSettings timeout(Duration timeout) {
        return with("timeout", Json.of(timeout.toString()));
    }

    /** How its tasks are tried again that do not say so themselves. */
    public QueueSettings retry(Retry retry) {
        return with("retry", retry.json());
    }

    /** How late its tasks may start that say nothing of that themselves, and what becomes of them then. */
    public QueueSettings maxLateness(Duration most, WhenLate whenLate) {
        return with("maxLateness", Json.of(most.toString())).with("whenLate", Json.of(Members.word(whenLate)));
    }

    /** A copy with a member of the contract that has no method here. */
    public QueueSettings with(String member, Json value) {
        return new QueueSettings(members.with(member, value));
    }

    Json json() {
        return members.json();
    }
}
