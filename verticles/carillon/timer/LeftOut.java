package carillon.timer;

import carillon.message.Pending;
import carillon.task.Priority;
import carillon.task.Queued;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a shard is left in the database because nobody is registered for it: where it begins, by handler and line.
 *
 * <p>So many beginnings are told apart; the others are not known by their handlers, and come back with any of them.
 */
final class LeftOut {

    private final Map<Place, Line.Point> beginnings = new HashMap<>();

    /**
     * @param handler null for any
     * @param queue null for what is in none, or stands beside its schedule: only those of schedules are read by queue
     */
    private record Place(@Nullable String handler, @Nullable String queue, Priority priority) {

        static Place of(String handler, Pending pending) {
            Queued queued = pending.definition().queue();
            return queued == null || pending.extra()
                    ? new Place(handler, null, Priority.NORMAL)
                    : new Place(handler, queued.name(), pending.definition().priority());
        }

        Place ofAnyHandler() {
            return new Place(null, queue, priority);
        }
    }

    /**
     * Notes one that is left in the database.
     *
     * @return whether it is known by its handler
     */
    boolean add(String handler, Pending pending) {
        Place place = Place.of(handler, pending);
        boolean known = beginnings.containsKey(place) || beginnings.size() < TimerOptions.LEFT_OUT_MAX;
        beginnings.merge(known ? place : place.ofAnyHandler(), Line.Point.of(pending), (a, b) -> a.isBehind(b) ? b : a);
        return known;
    }

    /** Those that are known. */
    Set<String> handlers() {
        return beginnings.keySet().stream()
                .map(Place::handler)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Has what is known to call a handler read again; what stands behind it in a queue waits for that. */
    void bringBack(String handler, OwnedShard shard) {
        bringBack(shard, handler::equals);
    }

    /** Has that read again of which it is not known what it calls. */
    void bringBackOthers(OwnedShard shard) {
        bringBack(shard, Objects::isNull);
    }

    private void bringBack(OwnedShard shard, Predicate<@Nullable String> which) {
        beginnings.entrySet().removeIf(each -> {
            Place place = each.getKey();
            if (!which.test(place.handler)) {
                return false;
            }
            if (place.queue == null) {
                shard.progress.letGo(each.getValue().due());
            } else {
                shard.queues.leftOut(place.queue, place.priority, each.getValue());
            }
            return true;
        });
    }

    /** The first due instant of all of it, or {@link Long#MAX_VALUE}. */
    long from() {
        return beginnings.values().stream().mapToLong(Line.Point::due).min().orElse(Long.MAX_VALUE);
    }
}
