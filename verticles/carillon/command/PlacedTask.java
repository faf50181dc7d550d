package carillon.command;

import carillon.client.Json;
import carillon.json.Decoded;
import carillon.json.TaskDecoder;
import carillon.json.TaskEncoder;
import carillon.task.Schedule;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task that was read.
 *
 * @param place the file and the line
 */
record PlacedTask(String place, String id, String json) {

    /** The label that names the set of a task. */
    static final String SET = "carillon.set";

    private static final String LABELS = "labels";

    /** The set that its label names; null for none. */
    @Nullable
    String set() {
        Json set = labels().get(SET);
        return set == null ? null : set.string();
    }

    /** The same task in a set. */
    PlacedTask in(String set) {
        Map<String, Json> labels = labels();
        labels.put(SET, Json.of(set));
        Map<String, Json> members = new LinkedHashMap<>(Json.parse(json).members());
        members.put(LABELS, Json.of(labels));
        return new PlacedTask(place, id, Json.of(members).toString());
    }

    /** The same task, paused unless it says itself whether it is. */
    PlacedTask paused() {
        Map<String, Json> members = new LinkedHashMap<>(Json.parse(json).members());
        members.putIfAbsent("enabled", Json.of(false));
        return new PlacedTask(place, id, Json.of(members).toString());
    }

    /** Whether it names times of day, and no zone that they are in. */
    boolean isInUtc() {
        Json task = Json.parse(json);
        Json cron = task.get("cron");
        boolean isCron = !cron.isNull() && !cron.string().matches("(CRON_)?TZ=.*");
        return isCron && task.get("zone").isNull() || !task.get("at").isNull();
    }

    /** The note of a task accepted at an instant, in milliseconds since 1970: that it never fires, or nothing. */
    Optional<String> note(long now) {
        return TaskDecoder.decode(json.getBytes(StandardCharsets.UTF_8)) instanceof Decoded.Task task
                        && Schedule.of(id, task.definition(), now).first() == Schedule.NEVER
                ? Optional.of(TaskEncoder.NEVER_FIRES)
                : Optional.empty();
    }

    private Map<String, Json> labels() {
        Json labels = Json.parse(json).get(LABELS);
        return labels.isNull() ? new LinkedHashMap<>() : new LinkedHashMap<>(labels.members());
    }
}
