package carillon.timer;

import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.TimerMessage.Flight;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.QueuedFlight;
import carillon.timer.Entry.State;
import java.util.ArrayList;
import java.util.List;

/** What is in memory of shards that change hands, as their next owner is told it. */
final class Slice {

    private final String from;
    private final List<OwnedShard> shards = new ArrayList<>();
    private final List<Inheritance> inheritances = new ArrayList<>();
    private final List<Flight> flights = new ArrayList<>();
    private final List<QueuedFlight> queued = new ArrayList<>();

    /** @param from the address of whoever hands over */
    Slice(String from) {
        this.from = from;
    }

    /** A shard that was given, as the next owner gets it, and what runs in its queues. */
    void add(OwnedShard shard, Inheritance inheritance, List<QueuedFlight> running) {
        shards.add(shard);
        inheritances.add(inheritance);
        queued.addAll(running);
        for (Entry entry : shard.entries) {
            if (entry.state == State.IN_FLIGHT) {
                flights.add(new Flight(entry.occurrence(), entry.attempt, entry.timeoutMillis(), entry.unread()));
            }
        }
    }

    boolean isEmpty() {
        return shards.isEmpty();
    }

    List<OwnedShard> shards() {
        return shards;
    }

    /** The message, while all of it is still in memory. */
    HandOver at(long now) {
        List<Pending> soon = Foretaste.of(shards, now);
        return new HandOver(from, inheritances, flights, queued, soon);
    }
}
