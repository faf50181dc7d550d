package carillon.timer;

import carillon.task.Priority;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The occurrences that delivery had no room for, by receiver and priority, and within these the oldest first.
 *
 * <p>Each has an instant on the wheel at which it is offered again, behind all that came due meanwhile. A younger one
 * of the same receiver that comes before lets it go first, and waits in its place: so the oldest starve nowhere, and no
 * receiver holds up another, or is asked more often than it would have been.
 */
final class SentBack {

    private static final Comparator<Place> BY_AGE =
            Comparator.comparingLong(Place::due).thenComparingLong(Place::number);

    private final Map<Receiver, NavigableMap<Place, Entry>> waiting = new HashMap<>();
    private long numbers;

    /** Those of one receiver and one priority have an order. */
    private record Receiver(String name, Priority priority) {

        static Receiver of(Entry entry) {
            var definition = entry.pending.definition();
            return new Receiver(definition.action().receiver(), definition.priority());
        }
    }

    /** Where an entry stands here; what becomes of its occurrence meanwhile changes nothing of that. */
    record Place(Receiver receiver, long due, long number) {}

    /** Takes one in, which stays until it is armed anew or disarmed. */
    void add(Entry entry) {
        Receiver receiver = Receiver.of(entry);
        Place place = new Place(receiver, entry.pending.due(), numbers++);
        waiting.computeIfAbsent(receiver, any -> new TreeMap<>(BY_AGE)).put(place, entry);
        entry.sentBack = place;
    }

    void remove(Entry entry) {
        Place place = entry.sentBack;
        if (place == null) {
            return;
        }
        entry.sentBack = null;
        NavigableMap<Place, Entry> others = waiting.get(place.receiver);
        if (others != null && others.remove(place) != null && others.isEmpty()) {
            waiting.remove(place.receiver);
        }
    }

    /** The oldest that waits for the receiver of an entry, if it was due before that; else null. */
    @Nullable
    Entry before(Entry entry) {
        if (waiting.isEmpty()) {
            return null;
        }
        NavigableMap<Place, Entry> others = waiting.get(Receiver.of(entry));
        return others == null || others.firstKey().due >= entry.pending.due()
                ? null
                : others.firstEntry().getValue();
    }
}
