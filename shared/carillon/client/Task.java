package carillon.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * A task to be created: when it fires, what it calls, and with what. Immutable; each method answers a copy.
 *
 * <p>A task needs an id, one trigger and one action. Nothing else is checked here that the node checks: a wrong task is
 * refused there with all its faults.
 */
public final class Task {

    private final String id;
    private final Members members;

    private Task(String id, Members members) {
        this.id = id;
        this.members = members;
    }

    /**
     * A task with an id of one's own: 1 to 200 of {@code A-Z a-z 0-9 . _ ~ : -}, and neither {@code .} nor {@code ..}.
     */
    public static Task named(String id) {
        return new Task(id, Members.NONE.with("id", id));
    }

    /**
     * A task whose id is made here, a UUID of version 7. It stays the same for all copies, so that sending the task
     * again creates no second one.
     */
    public static Task unnamed() {
        return named(Ids.next());
    }

    /**
     * A task as it stands in JSON, for example in a file. It is given an id if it has none.
     *
     * @throws IllegalArgumentException if it is no object
     */
    public static Task of(Json task) {
        Members members = Members.of(task);
        String id = members.text("id");
        return id == null ? unnamed().with(members) : new Task(id, members);
    }

    /** The id that it is created under. */
    public String id() {
        return id;
    }

    /** Fires once, at an instant; at once if it has passed. */
    public Task at(Instant instant) {
        return when(Trigger.at(instant));
    }

    /** Fires once, so long after the node accepted it. */
    public Task in(Duration delay) {
        return when(Trigger.in(delay));
    }

    /** Fires at a fixed rate of a second at least. */
    public Task every(Duration period) {
        return when(Trigger.every(period));
    }

    /** Fires by a cron expression, in a zone. */
    public Task cron(String expression, ZoneId zone) {
        return when(Trigger.cron(expression).zone(zone));
    }

    /** Fires by a cron expression, in UTC or the zone that a {@code TZ=} before it names. */
    public Task cron(String expression) {
        return when(Trigger.cron(expression));
    }

    /** Fires by a recurrence rule of RFC 5545, counted from a start, in a zone. */
    public Task rrule(String rule, Instant start, ZoneId zone) {
        return when(Trigger.rrule(rule).start(start).zone(zone));
    }

    /** Fires by a trigger, which takes the place of the one there was. */
    public Task when(Trigger trigger) {
        return new Task(id, members.without(Trigger.MEMBERS).withAll(trigger.members()));
    }

    /** POSTs the payload to a URL. */
    public Task webhook(URI url) {
        return webhook(Webhook.to(url));
    }

    /** Makes a request with the payload. */
    public Task webhook(Webhook webhook) {
        return with("action", webhook.json());
    }

    /** Calls the handler of a name on the event bus, and waits for it while none is registered. */
    public Task handler(String name) {
        return with("action", Json.of(name));
    }

    /** What is delivered: any JSON, up to 262,144 bytes, as the text that it stands in. */
    public Task payload(Json json) {
        return with("payload", json);
    }

    /** An object of plain values as payload, as {@link Json#of} writes them. */
    public Task payload(Map<String, ?> members) {
        return payload(Json.of(members));
    }

    /**
     * The UTF-8 bytes of JSON as payload.
     *
     * @throws IllegalArgumentException if they are not JSON
     */
    public Task payload(byte[] json) {
        return payload(Json.parse(new String(json, StandardCharsets.UTF_8)));
    }

    /** The queue whose limits and order it goes by. */
    public Task queue(String name) {
        return with("queue", Json.of(name));
    }

    public Task priority(Priority priority) {
        return with("priority", Json.of(Members.word(priority)));
    }

    /** Adds a label, or replaces the one of this name. */
    public Task label(String name, String value) {
        Json labels = members.value("labels");
        return with(
                "labels",
                (labels == null ? Members.NONE : Members.of(labels))
                        .with(name, value)
                        .json());
    }

    public Task retry(Retry retry) {
        return with("retry", retry.json());
    }

    /** After which an attempt counts as failed: a millisecond to an hour. */
    public Task timeout(Duration timeout) {
        return with("timeout", Json.of(timeout.toString()));
    }

    /** What has not started by then ends expired. */
    public Task expiresAt(Instant instant) {
        return with("expiresAt", Json.of(instant.toString()));
    }

    /** What becomes of an occurrence that would start for the first time later than so long after it was due. */
    public Task maxLateness(Duration most, WhenLate whenLate) {
        return with("maxLateness", Json.of(most.toString())).with("whenLate", Json.of(Members.word(whenLate)));
    }

    /** Does not fire before it is resumed. */
    public Task paused() {
        return with("enabled", Json.of(false));
    }

    /** A copy with a member of the contract that has no method here; not the id. */
    public Task with(String member, Json value) {
        if (member.equals("id")) {
            throw new IllegalArgumentException("a task keeps its id; begin another one with Task.named");
        }
        return with(Members.NONE.with(member, value));
    }

    /** The task as it is sent. */
    public Json json() {
        return members.json();
    }

    /** Names the task, and says nothing of its payload and headers. */
    @Override
    public String toString() {
        return "task " + id;
    }

    private Task with(Members others) {
        return new Task(id, members.withAll(others));
    }
}
