package carillon.timer;

import carillon.message.Occurrence;
import carillon.message.ReadPoint;
import carillon.message.Sighting;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What safety reads name and nobody knows here. It may be on its way, since a busy event loop takes messages in later
 * than the database shows what they tell of; so it counts as lost where the next safety read finds it missing again.
 */
final class Missing {

    private Set<Occurrence> last = Set.of();
    /**
     * The point of the read that found them missing first. What the next one names for the first time was not visible
     * there, or was due behind the horizon of that time, which pages bring.
     */
    private @Nullable ReadPoint foundAt;

    /** Whether nothing is looked for again. */
    boolean isEmpty() {
        return last.isEmpty();
    }

    /**
     * Takes the end of a safety read of all shards in. What is lost is read again, in the order of due instants.
     *
     * @param until the point of the read
     * @return the point up to which everything is known or read again, or null if there is no new one
     */
    @Nullable
    ReadPoint ends(Map<Sighting, OwnedShard> unknown, ReadPoint until) {
        Set<Occurrence> again = new HashSet<>();
        unknown.forEach((sighting, shard) -> {
            // By its name, for stores of two versions may say different things of it.
            Occurrence occurrence = new Occurrence(sighting.id(), sighting.scheduledFor());
            if (last.contains(occurrence)) {
                shard.progress.letGo(sighting.due());
            } else {
                again.add(occurrence);
            }
        });
        ReadPoint known = again.isEmpty() ? until : foundAt;
        last = again;
        foundAt = again.isEmpty() ? null : until;
        return known;
    }
}
