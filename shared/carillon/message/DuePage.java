package carillon.message;

import carillon.bus.Added;
import carillon.bus.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Pending occurrences in the order of their due instants.
 *
 * @param complete the shards of which everything up to the horizon was read
 * @param reached of the other shards the places up to which they were read; where none is said, behind what was brought
 */
public record DuePage(
        List<Pending> pending,
        List<Integer> complete,
        @Added List<DueCursor> reached) implements Message {

    public DuePage {
        pending = List.copyOf(pending);
        complete = List.copyOf(complete);
        reached = reached.isEmpty() ? behind(pending, complete) : List.copyOf(reached);
    }

    private static List<DueCursor> behind(List<Pending> pending, List<Integer> complete) {
        Map<Integer, DueCursor> last = new LinkedHashMap<>();
        pending.forEach(each -> last.put(each.shard(), DueCursor.behind(each)));
        last.keySet().removeAll(complete);
        return List.copyOf(last.values());
    }
}
