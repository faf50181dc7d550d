package carillon.client;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * When a task fires: once, or by a schedule with its policies. Immutable; each method answers a copy.
 *
 * <p>Nothing is checked here that the node checks: a wrong one is refused there with all its faults.
 */
public final class Trigger {

    /** The members of a task that say when it fires. */
    static final List<String> MEMBERS = List.of(
            "at",
            "delay",
            "every",
            "cron",
            "rrule",
            "zone",
            "dialect",
            "dst",
            "start",
            "end",
            "maxFires",
            "jitter",
            "misfire",
            "misfireAfter",
            "overlap");

    private final Members members;

    private Trigger(Members members) {
        this.members = members;
    }

    /** Once, at an instant; at once if it has passed. Rounded up to milliseconds. */
    public static Trigger at(Instant instant) {
        return new Trigger(Members.NONE.with("at", instant.toString()));
    }

    /** Once, so long after the node accepted the task; at most a thousand years of 365 days. */
    public static Trigger in(Duration delay) {
        return new Trigger(Members.NONE.with("delay", delay.toString()));
    }

    /** At a fixed rate of a second at least, counted from {@link #start} or from acceptance. */
    public static Trigger every(Duration period) {
        return new Trigger(Members.NONE.with("every", period.toString()));
    }

    /** By a cron expression, in UTC unless {@link #zone} says otherwise. */
    public static Trigger cron(String expression) {
        return new Trigger(Members.NONE.with("cron", expression));
    }

    /** By a recurrence rule of RFC 5545 without DTSTART, which is {@link #start}. */
    public static Trigger rrule(String rule) {
        return new Trigger(Members.NONE.with("rrule", rule));
    }

    /** A copy with a member of the contract that has no method here. */
    public Trigger with(String member, Json value) {
        return new Trigger(members.with(member, value));
    }

    /** The zone that a cron expression or a recurrence rule is read in. */
    public Trigger zone(ZoneId zone) {
        return with("zone", Json.of(zone.getId()));
    }

    /** How a cron expression is read; told from the expression when nothing is said. */
    public Trigger dialect(Dialect dialect) {
        return with("dialect", Json.of(Members.word(dialect)));
    }

    /** Nothing fires before. */
    public Trigger start(Instant start) {
        return with("start", Json.of(start.toString()));
    }

    /** Nothing is scheduled after. */
    public Trigger end(Instant end) {
        return with("end", Json.of(end.toString()));
    }

    /** The schedule ends after so many occurrences that were fired. */
    public Trigger maxFires(int count) {
        return with("maxFires", Json.of(count));
    }

    /** Each occurrence is due by up to so much later, and before the next one; at most a day. */
    public Trigger jitter(Duration most) {
        return with("jitter", Json.of(most.toString()));
    }

    /** What becomes of occurrences that are late; {@link Misfire#FIRE_ONCE} when nothing is said. */
    public Trigger misfire(Misfire policy) {
        return with("misfire", Json.of(Members.word(policy)));
    }

    /** Less late than this is just late; a minute when nothing is said. */
    public Trigger misfireAfter(Duration lateness) {
        return with("misfireAfter", Json.of(lateness.toString()));
    }

    /** What becomes of occurrences that overlap; {@link Overlap#SKIP} when nothing is said. */
    public Trigger overlap(Overlap policy) {
        return with("overlap", Json.of(Members.word(policy)));
    }

    Members members() {
        return members;
    }

    @Override
    public String toString() {
        return members.json().toString();
    }
}
