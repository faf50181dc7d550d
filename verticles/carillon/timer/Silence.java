package carillon.timer;

import carillon.timer.Entry.State;
import java.util.List;
import java.util.Map;

/** Counts the attempts of a delivery instance as lost that was not heard of for too long. */
final class Silence {

    private final Map<Integer, OwnedShard> owned;
    private final Time time;
    private final Agenda agenda;
    private final Deliveries deliveries;
    private final Results results;
    private final ChangeJobs changes;

    Silence(
            Map<Integer, OwnedShard> owned,
            Time time,
            Agenda agenda,
            Deliveries deliveries,
            Results results,
            ChangeJobs changes) {
        this.owned = owned;
        this.time = time;
        this.agenda = agenda;
        this.deliveries = deliveries;
        this.results = results;
        this.changes = changes;
    }

    /** Gives up what silent instances had under way, but for what has to wait for a change of its task. */
    void lookFor() {
        long tooLong = Time.nanos(TimerOptions.DELIVERY_SILENCE_MILLIS);
        deliveries.silent(time.clock.nanoTime(), tooLong).forEach(this::loseAttemptsOf);
    }

    private void loseAttemptsOf(String delivery) {
        owned.values().stream()
                .flatMap(shard -> List.copyOf(shard.entries).stream())
                .filter(entry -> entry.state == State.IN_FLIGHT && delivery.equals(entry.delivery))
                .filter(entry -> !changes.isSent(entry.pending.id()))
                .toList()
                .forEach(this::lose);
    }

    private void lose(Entry entry) {
        agenda.disarm(entry);
        results.lost(entry);
    }
}
