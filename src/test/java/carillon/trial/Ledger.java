package carillon.trial;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a run saw: acceptances, arrivals, kills, faults. Safe for use from any thread. */
public final class Ledger {

    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
    private final Queue<Long> kills = new ConcurrentLinkedQueue<>();
    private final Queue<Long> starts = new ConcurrentLinkedQueue<>();
    private final Queue<Finding> faults = new ConcurrentLinkedQueue<>();

    public void accept(Accepted task) {
        accepted.put(task.id(), task);
    }

    public void arrive(Delivery delivery) {
        deliveries.add(delivery);
    }

    public void kill(long atMillis) {
        kills.add(atMillis);
    }

    public void becameReady(long afterMillis) {
        starts.add(afterMillis);
    }

    public void blame(Finding finding) {
        faults.add(finding);
    }

    public Map<String, Accepted> accepted() {
        return Map.copyOf(accepted);
    }

    /** In the order of their arrival. */
    public List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** Their instants, in epoch milliseconds. */
    public List<Long> kills() {
        return List.copyOf(kills);
    }

    /** From the start of a process to its readiness, in milliseconds. */
    public List<Long> starts() {
        return List.copyOf(starts);
    }

    public List<Finding> faults() {
        return List.copyOf(faults);
    }
}
