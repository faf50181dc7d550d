package carillon.message;

import carillon.bus.Address;
import carillon.bus.Message;
import carillon.bus.Request;
import java.util.List;

/** What may be said to an owner of shards. */
public sealed interface TimerMessage extends Message {

    /** The address of one holder. */
    static Address<TimerMessage> of(String address) {
        return new Address<>(address, TimerMessage.class);
    }

    /** Every timer listens here too, for what concerns all. */
    Address<TimerMessage> ALL = new Address<>("carillon.timers", TimerMessage.class);

    /** Occurrences that were just committed. Not answered: a lost one is found by the safety read. */
    record Arm(List<Pending> pending) implements TimerMessage {
        public Arm {
            pending = List.copyOf(pending);
        }
    }

    /** A user's change. */
    record Apply(TaskChange change) implements TimerMessage, Request<Changed> {}

    /** Asks what is under way of tasks: what runs, and what is due and waits. */
    record AskStandings(List<String> ids) implements TimerMessage, Request<Standings> {
        public AskStandings {
            ids = List.copyOf(ids);
        }
    }

    /** Those of which something is under way, at the moment of the answer. */
    record Standings(List<Standing> standings) implements Message {
        public Standings {
            standings = List.copyOf(standings);
        }
    }

    /** What became of attempts. */
    record Attempted(List<AttemptResult> results) implements TimerMessage {
        public Attempted {
            results = List.copyOf(results);
        }
    }

    /**
     * A delivery instance is there and asks for credit; sent to all every second.
     *
     * @param node the JVM it lives in
     * @param sentNanos its own monotonic reading, to be sent back
     */
    record Present(String delivery, String node, int windowMax, long sentNanos) implements TimerMessage {}

    /** A handler was registered; what waited for it can go on. */
    record HandlerUp(String name) implements TimerMessage {}

    /**
     * Shards that change hands by agreement.
     *
     * @param shards with the successor's terms
     * @param inFlight occurrences whose attempts are still running; their outcomes will be forwarded
     */
    record HandOver(String from, List<Inheritance> shards, List<Flight> inFlight) implements TimerMessage {
        public HandOver {
            shards = List.copyOf(shards);
            inFlight = List.copyOf(inFlight);
        }
    }

    /** An occurrence whose attempt is running. */
    record Flight(Occurrence occurrence, int attempt, long timeoutMillis) implements Message {}

    /** Outcomes of attempts that were running when their shard changed hands. */
    record Forward(List<AttemptResult> results) implements TimerMessage {
        public Forward {
            results = List.copyOf(results);
        }
    }
}
