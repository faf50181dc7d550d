package carillon.command;

import carillon.client.Json;
import carillon.client.QueueInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A queue as an export keeps it.
 *
 * @param settings as nodes show them, and nothing else
 * @param paused null where nothing is said of that, as of one that is not: a brake that somebody pulled stays pulled
 */
record KeptQueue(String name, Json settings, @Nullable Boolean paused) {

    private static final String PAUSED = "paused";

    private static final List<String> SETTINGS =
            List.of("concurrency", "ratePerSecond", "timeout", "retry", "maxLateness", "whenLate");

    /** One that a node shows. */
    static KeptQueue of(QueueInfo queue) {
        Map<String, Json> settings = new LinkedHashMap<>(queue.json().members());
        settings.keySet().retainAll(SETTINGS);
        return new KeptQueue(queue.name(), Json.of(settings), queue.isPaused() ? true : null);
    }

    /** One that nobody set. */
    static KeptQueue plain(String name) {
        return new KeptQueue(name, Json.of(Map.of()), null);
    }

    boolean isPaused() {
        return Boolean.TRUE.equals(paused);
    }

    /** In what it wants another one to be other than it is. */
    List<String> differences(KeptQueue there) {
        List<String> differences = new ArrayList<>(SETTINGS);
        differences.removeIf(member -> settings.get(member).equals(there.settings.get(member)));
        if (paused != null && paused != there.isPaused()) {
            differences.add(PAUSED);
        }
        return differences;
    }

    /** The line that is read as it again. */
    Json line() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("queue", Json.of(name));
        members.putAll(settings.members());
        if (paused != null) {
            members.put(PAUSED, Json.of(paused));
        }
        return Json.of(members);
    }
}
