package carillon.timer;

import java.util.HashSet;
import java.util.Set;

/**
 * Tasks that were changed so lately that a message sent before may still bring what they were. Each is remembered until
 * a safety read that began after its change has ended: from then on the read's point tells such messages.
 */
final class ChangedLately {

    private final Set<String> sinceRead = new HashSet<>();
    private final Set<String> beforeRead = new HashSet<>();

    void add(String id) {
        sinceRead.add(id);
    }

    boolean contains(String id) {
        return sinceRead.contains(id) || beforeRead.contains(id);
    }

    /** A safety read begins. */
    void readBegins() {
        beforeRead.addAll(sinceRead);
        sinceRead.clear();
    }

    /** The safety read that began last has succeeded. */
    void readEnds() {
        beforeRead.clear();
    }
}
