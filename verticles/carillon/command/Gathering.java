package carillon.command;

import carillon.client.Json;
import carillon.importing.Imported;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was read from the files: queues, and tasks sorted into the sets that they belong to. What is refused is told at
 * once.
 */
final class Gathering {

    private final @Nullable String set;
    private final boolean isWhole;
    private final PrintStream complaints;
    private final List<PlacedQueue> queues = new ArrayList<>();
    private final List<PlacedTask> alone = new ArrayList<>();
    private final SequencedMap<String, List<PlacedTask>> sets = new LinkedHashMap<>();
    private final Set<String> torn = new TreeSet<>();
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, String> queuePlaces = new HashMap<>();
    private int refused;

    /**
     * Begins.
     *
     * @param set that all of it is to be, whatever the files say; null to leave that to them
     * @param isWhole whether a set of which something was refused is refused: what is missing would be cancelled
     */
    Gathering(@Nullable String set, boolean isWhole, PrintStream complaints) {
        this.set = set;
        this.isWhole = isWhole;
        this.complaints = complaints;
        if (set != null) {
            sets.put(set, new ArrayList<>());
        }
    }

    /** Takes what one file says. */
    void add(String file, List<Imported> read) {
        Set<String> named = new LinkedHashSet<>();
        int before = refused;
        for (Imported each : read) {
            String place = file + ":" + each.line();
            switch (each) {
                case Imported.Refused no -> refuse(place, no.reason());
                case Imported.EmptySet empty -> named.add(chosen(place, empty.set()));
                case Imported.Queue queue -> take(place, queue);
                case Imported.Task task -> take(new PlacedTask(place, task.id(), task.json()), task.set(), named);
            }
        }
        named.forEach(name -> sets.computeIfAbsent(name, unknown -> new ArrayList<>()));
        if (isWhole && refused > before) {
            torn.addAll(set == null ? named : Set.of(set));
        }
    }

    List<PlacedQueue> queues() {
        return queues;
    }

    /** The tasks that belong to no set by what was said. */
    List<PlacedTask> alone() {
        return alone;
    }

    /** The sets that are whole; those that are not are told and counted. */
    SequencedMap<String, List<PlacedTask>> sets() {
        for (String name : torn) {
            List<PlacedTask> left = sets.remove(name);
            if (left != null) {
                refused += left.size();
                complaints.println(
                        "the set " + name + ": not imported: what stands above is missing in it, and would be"
                                + " cancelled; mend that first");
            }
        }
        return sets;
    }

    /** Whether any of it is read in UTC because nothing names another zone. */
    boolean isInUtc() {
        return Stream.concat(alone.stream(), sets.values().stream().flatMap(List::stream))
                .anyMatch(PlacedTask::isInUtc);
    }

    int refused() {
        return refused;
    }

    private void take(String place, Imported.Queue queue) {
        String twin = queuePlaces.putIfAbsent(queue.name(), place);
        if (twin == null) {
            Json settings = Json.parse(queue.settings());
            queues.add(new PlacedQueue(place, new KeptQueue(queue.name(), settings, queue.paused())));
        } else {
            refuse(place, "/queue is that of " + twin + " as well");
        }
    }

    private void take(PlacedTask task, @Nullable String own, Set<String> named) {
        String twin = places.putIfAbsent(task.id(), task.place());
        if (twin != null) {
            refuse(task.place(), "/id is that of " + twin + " as well");
            return;
        }
        String chosen = own == null ? set : chosen(task.place(), own);
        if (chosen == null) {
            alone.add(task);
        } else {
            named.add(chosen);
            sets.computeIfAbsent(chosen, unknown -> new ArrayList<>()).add(task);
        }
    }

    private String chosen(String place, String own) {
        if (set != null && !set.equals(own)) {
            throw CommandFailure.misled(place + " is in the set " + own + ", and --set says " + set
                    + "; leave --set out, or make them equal");
        }
        return own;
    }

    private void refuse(String place, String reason) {
        complaints.println(place + ": not imported: " + reason);
        refused++;
    }
}
