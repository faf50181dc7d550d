package carillon.message;

import carillon.bus.Added;
import carillon.bus.Address;
import carillon.bus.Message;
import carillon.bus.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be said to an owner of shards. */
public sealed interface TimerMessage extends Message {

    /** The address of one holder. */
    static Address<TimerMessage> of(String address) {
        return new Address<>(address, TimerMessage.class);
    }

    /** Names a holder, so that whoever hears that a member of the cluster is gone knows that the holder is. */
    static String addressIn(String member, String unique) {
        return "carillon.timer." + member + "." + unique;
    }

    /** Whether a holder lives in a member of the cluster. */
    static boolean livesIn(String address, String member) {
        return !member.isEmpty() && address.startsWith(addressIn(member, ""));
    }

    /** Every timer listens here too, for what concerns all. */
    Address<TimerMessage> ALL = new Address<>("carillon.timers", TimerMessage.class);

    /**
     * Occurrences that were just committed. Answered so that no more are sent than are taken in; a lost one is found by
     * the safety read.
     *
     * @param whole says what they are all of, or null if that is not known
     */
    record Arm(List<Pending> pending, @Added @Nullable Whole whole)
            implements TimerMessage, Request<StoreMessage.Done> {
        public Arm {
            pending = List.copyOf(pending);
        }
    }

    /** A user's change to a task that lives on a shard. */
    record Apply(TaskChange change, int shard) implements TimerMessage, Request<Changed> {}

    /** An operator's change to a queue. */
    record ApplyToQueue(QueueChange change) implements TimerMessage, Request<QueueChanged> {}

    /** The queue as it is now; {@code landed} is false if the term is over and nothing was written. */
    record QueueChanged(QueueState queue, boolean landed) implements Message {}

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

    /** Asks an owner about its shards. */
    record AskShards() implements TimerMessage, Request<ShardsTold> {}

    record ShardsTold(List<ShardState> shards) implements Message {
        public ShardsTold {
            shards = List.copyOf(shards);
        }
    }

    /** What became of attempts. */
    record Attempted(List<AttemptResult> results) implements TimerMessage {
        public Attempted {
            results = List.copyOf(results);
        }
    }

    /** Attempts of queues that began: sent at once, so that the next ones may be ordered. */
    record Started(List<Start> starts) implements TimerMessage {
        public Started {
            starts = List.copyOf(starts);
        }
    }

    /** The beginning of an attempt. */
    record Start(Occurrence occurrence, int shard, int attempt) implements Message {}

    /**
     * A delivery instance is there and asks for credit; sent to all every second.
     *
     * @param node the JVM it lives in
     * @param windowMax orders that it holds at once
     * @param sentNanos its own monotonic reading, to be sent back
     * @param sharers owners that it held orders of lately, or had no room for: each has an equal part of the window. 0
     *     if it does not say
     * @param leaving it is about to stop, and takes no more orders; the credit that answers this comes behind all that
     *     its owner has ordered
     */
    record Present(
            String delivery,
            String node,
            int windowMax,
            long sentNanos,
            @Added int sharers,
            @Added boolean leaving) implements TimerMessage {

        /** One whose window nobody else shares. */
        public Present(String delivery, String node, int windowMax, long sentNanos) {
            this(delivery, node, windowMax, sentNanos, 0, false);
        }

        /** Orders that an owner may have there at once. */
        public int share() {
            return Math.max(1, windowMax / Math.max(1, sharers));
        }
    }

    /** The cluster has it that a member is gone; said within each process, of what its own member sees. */
    record MemberGone(String member) implements TimerMessage {}

    /** Leases were ended, or shards let go: whoever may take some looks at the board at once. */
    record Freed() implements TimerMessage {}

    /** A handler was registered; what waited for it can go on. */
    record HandlerUp(String name) implements TimerMessage {}

    /**
     * Shards that change hands by agreement. The answer says that it was heard.
     *
     * @param shards with the successor's terms
     * @param inFlight occurrences whose attempts are still running; their outcomes will be forwarded
     * @param queued attempts that take up room in queues, of occurrences in flight and of those given up
     * @param soon pending occurrences that are due before the successor can have read them; not all of them
     */
    record HandOver(
            String from,
            List<Inheritance> shards,
            List<Flight> inFlight,
            List<QueuedFlight> queued,
            @Added List<Pending> soon)
            implements TimerMessage, Request<StoreMessage.Done> {
        public HandOver {
            shards = List.copyOf(shards);
            inFlight = List.copyOf(inFlight);
            queued = List.copyOf(queued);
            soon = List.copyOf(soon);
        }

        /** One whose successor reads everything. */
        public HandOver(String from, List<Inheritance> shards, List<Flight> inFlight, List<QueuedFlight> queued) {
            this(from, shards, inFlight, queued, List.of());
        }
    }

    /**
     * The same, where no answer came. A message of its own, since an older node would take in twice what it heard
     * twice: it refuses this one by its name.
     */
    record HandOverAgain(HandOver slice) implements TimerMessage, Request<StoreMessage.Done> {}

    /**
     * Has the owner give all of its shards to others, if there are any that stay, and answer when it has none left or
     * gave up.
     *
     * @param member the member of the cluster that it must live in; others leave it be
     */
    record LeaveShards(String member) implements TimerMessage, Request<StoreMessage.Done> {}

    /**
     * An occurrence whose attempt is running.
     *
     * @param unread what the successor must be told of it, or null if it is pending in the database
     */
    record Flight(
            Occurrence occurrence,
            int attempt,
            long timeoutMillis,
            @Nullable Unread unread) implements Message {

        /** One that the successor reads. */
        public Flight(Occurrence occurrence, int attempt, long timeoutMillis) {
            this(occurrence, attempt, timeoutMillis, null);
        }
    }

    /**
     * What no page brings, or perhaps none, since its task was changed while it ran.
     *
     * @param paused its task was paused: nothing follows its attempt for now
     * @param outdated its task was redefined: nothing follows its attempt at all
     * @param unsure nobody knows what became of a change: what follows is to be read
     */
    record Unread(Pending pending, boolean paused, boolean outdated, boolean unsure) implements Message {}

    /** An attempt that takes up room in a queue, for {@code remainingMillis} at most. */
    record QueuedFlight(int shard, String queue, Occurrence occurrence, int attempt, long remainingMillis)
            implements Message {}

    /** Outcomes of attempts that were running when their shard changed hands. */
    record Forward(List<AttemptResult> results) implements TimerMessage {
        public Forward {
            results = List.copyOf(results);
        }
    }
}
