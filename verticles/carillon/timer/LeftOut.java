package carillon.timer;

import carillon.message.Pending;
import carillon.task.Priority;
import carillon.task.Queued;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a shard is left in the database because nobody is registered for it: where it begins, by handler. */
final class LeftOut {

    private final Map<String, Beginning> byHandler = new HashMap<>();

    private record Place(String queue, Priority priority) {}

    private static final class Beginning {
        /** Of what is in no queue, or stands beside its schedule: only those of schedules are read by queue. */
        long due = Long.MAX_VALUE;

        final Map<Place, Line.Point> lines = new HashMap<>();
    }

    /** Notes one that is left in the database. */
    void add(String handler, Pending pending) {
        Beginning beginning = byHandler.computeIfAbsent(handler, name -> new Beginning());
        Queued queue = pending.definition().queue();
        if (queue == null || pending.extra()) {
            beginning.due = Math.min(beginning.due, pending.due());
        } else {
            Place place = new Place(queue.name(), pending.definition().priority());
            beginning.lines.merge(place, Line.Point.of(pending), (a, b) -> a.isBehind(b) ? b : a);
        }
    }

    Set<String> handlers() {
        return byHandler.keySet();
    }

    /** Has what calls a handler read again; what stands behind it in a queue waits for that. */
    void bringBack(String handler, OwnedShard shard) {
        Beginning beginning = byHandler.remove(handler);
        if (beginning == null) {
            return;
        }
        if (beginning.due != Long.MAX_VALUE) {
            shard.progress.letGo(beginning.due);
        }
        beginning.lines.forEach((place, from) -> shard.queues.leftOut(place.queue, place.priority, from));
    }

    /** The first due instant of all of it, or {@link Long#MAX_VALUE}. */
    long from() {
        List<Long> dues = new ArrayList<>();
        for (Beginning beginning : byHandler.values()) {
            dues.add(beginning.due);
            beginning.lines.values().forEach(point -> dues.add(point.due()));
        }
        return dues.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    }
}
