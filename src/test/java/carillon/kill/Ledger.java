package carillon.kill;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a run saw: acceptances, arrivals, kills, faults. Safe for use from any thread. */
final class Ledger {

    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
    private final Queue<Long> kills = new ConcurrentLinkedQueue<>();
    private final Queue<Long> starts = new ConcurrentLinkedQueue<>();
    private final Queue<Finding> faults = new ConcurrentLinkedQueue<>();

    void accept(Accepted task) {
        accepted.put(task.id(), task);
    }

    void arrive(Delivery delivery) {
        deliveries.add(delivery);
    }

    void kill(long atMillis) {
        kills.add(atMillis);
    }

    void becameReady(long afterMillis) {
        starts.add(afterMillis);
    }

    void blame(Finding finding) {
        faults.add(finding);
    }

    Map<String, Accepted> accepted() {
        return Map.copyOf(accepted);
    }

    /** In the order of their arrival. */
    List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** Their instants, in epoch milliseconds. */
    List<Long> kills() {
        return List.copyOf(kills);
    }

    /** From the start of a process to its readiness, in milliseconds. */
    List<Long> starts() {
        return List.copyOf(starts);
    }

    List<Finding> faults() {
        return List.copyOf(faults);
    }
}
