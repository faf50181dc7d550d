package carillon.client;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue as a node shows it.
 *
 * @param isPaused whether nothing of it starts
 * @param concurrency how many attempts may run at once; null for no limit
 * @param ratePerSecond how many may start in any sliding second; null for no limit
 * @param timeout of its tasks that have none of their own; null for that of tasks
 * @param retry of its tasks that have none of their own; null for that of tasks
 * @param maxLateness how late its tasks may start that have none of their own; null for no matter how late
 * @param whenLate what becomes of them then; null without maxLateness
 * @param depth its pending tasks, counted up to 10,000
 * @param isDeeper whether there are more than were counted
 * @param oldestDue when the first of them is or was due; null where there is none
 * @param lateness how long ago that was, in milliseconds
 * @param json all that was read, with what has no component here
 */
public record QueueInfo(
        String name,
        boolean isPaused,
        @Nullable Integer concurrency,
        @Nullable BigDecimal ratePerSecond,
        @Nullable Duration timeout,
        @Nullable Retry retry,
        @Nullable Duration maxLateness,
        @Nullable WhenLate whenLate,
        long depth,
        boolean isDeeper,
        @Nullable Instant oldestDue,
        Duration lateness,
        Json json) {

    static QueueInfo of(Members members) {
        Json concurrency = members.value("concurrency");
        Json ratePerSecond = members.value("ratePerSecond");
        return new QueueInfo(
                members.requiredText("name"),
                members.flag("paused"),
                concurrency == null ? null : concurrency.number().intValue(),
                ratePerSecond == null ? null : ratePerSecond.number(),
                members.duration("timeout"),
                members.object("retry", Retry::of),
                members.duration("maxLateness"),
                members.value("whenLate") == null ? null : members.constant("whenLate", WhenLate.OTHER),
                members.number("depth"),
                members.flag("depthIsMore"),
                members.instant("oldestDue"),
                Objects.requireNonNullElse(members.millis("latenessMs"), Duration.ZERO),
                members.json());
    }
}
