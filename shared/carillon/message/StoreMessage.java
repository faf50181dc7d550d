package carillon.message;

import carillon.bus.Added;
import carillon.bus.Address;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.lease.Board;
import carillon.lease.Holding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked of the store. Statements of an owner carry its term and land only while it holds. */
public sealed interface StoreMessage extends Message {

    Address<StoreMessage> ADDRESS = new Address<>("carillon.store", StoreMessage.class);

    /** Accepts tasks durably; answered after the commit. */
    record Create(List<NewTask> tasks) implements StoreMessage, Request<Created> {
        public Create {
            tasks = List.copyOf(tasks);
        }
    }

    /** One result a task, in the order of the request. */
    record Created(List<Creation> results) implements Message {
        public Created {
            results = List.copyOf(results);
        }
    }

    /** Reads a task. */
    record Find(String id) implements StoreMessage, Request<Found> {}

    /** The task, or null if there is none. */
    record Found(@Nullable TaskView task) implements Message {}

    /** Lists tasks, a page at a time. */
    record ListTasks(TaskFilter filter, @Nullable String cursor, int limit)
            implements StoreMessage, Request<TaskPage> {}

    /** Lists the occurrences of a task, newest first. */
    record ListRuns(String id, @Nullable String cursor, int limit) implements StoreMessage, Request<RunPage> {}

    /**
     * Renews the lease of a holder, which begins with the first one. {@code holder} is unique to this start of this
     * instance, {@code address} is where it is reached on the bus, and {@code node} names its node for people.
     */
    record Renew(String holder, String address, String node, long ttlMillis)
            implements StoreMessage, Request<Renewed> {}

    /**
     * The answer to a renewal.
     *
     * @param granted false if the lease had run out and another holder took the shards over: the holder must start anew
     *     under another id
     * @param databaseMicros the server's clock, in microseconds since 1970
     */
    record Renewed(boolean granted, long databaseMicros, Board board) implements Message {}

    /**
     * Takes over shards that no live holder holds; each that is gained comes with its new term.
     *
     * @param gone holders whose leases are ended first, whatever is left of them: their processes are reported gone.
     *     One whose own lease was ended by then ends none
     */
    record Claim(String holder, List<Integer> shards, @Added List<String> gone)
            implements StoreMessage, Request<Claimed> {
        public Claim {
            shards = List.copyOf(shards);
            gone = List.copyOf(gone);
        }
    }

    /** Marks a holder as one that gives its shards away and takes none. */
    record Leave(String holder) implements StoreMessage, Request<Done> {}

    /** The shards that were gained, with what their last owner left behind. */
    record Claimed(List<Inheritance> gained) implements Message {
        public Claimed {
            gained = List.copyOf(gained);
        }
    }

    /** Gives shards to a holder that lives and stays, or to nobody, raising their terms; others are left alone. */
    record Cede(
            String holder, List<Holding> shards, @Nullable String to) implements StoreMessage, Request<Ceded> {
        public Cede {
            shards = List.copyOf(shards);
        }
    }

    /** The shards as they are now, with the successor's term. */
    record Ceded(List<Holding> gone) implements Message {
        public Ceded {
            gone = List.copyOf(gone);
        }
    }

    /** Raises the terms of one's own shards after a commit of unknown outcome, so that it can no longer land. */
    record Reclaim(String holder, List<Holding> shards) implements StoreMessage, Request<Claimed> {
        public Reclaim {
            shards = List.copyOf(shards);
        }
    }

    /** Tells every store where shards are from now on. Not answered: who misses it learns it within two seconds. */
    record Moved(String address, List<Integer> shards) implements StoreMessage {
        public Moved {
            shards = List.copyOf(shards);
        }
    }

    /**
     * Ends a holder's lease at once; its shards are free. Of the {@code unclean} ones something may still be under way:
     * whoever has them next is told.
     */
    record Resign(String holder, List<Integer> unclean) implements StoreMessage, Request<Done> {
        public Resign {
            unclean = List.copyOf(unclean);
        }
    }

    /**
     * Reads pending occurrences in the order of their due instants, from each shard's own cursor on.
     *
     * @param goesOn whether who asks goes on from where a page came to; older nodes do so behind what it brought only
     */
    record ReadDue(
            List<DueCursor> cursors,
            long horizon,
            int limitPerShard,
            @Added boolean goesOn) implements StoreMessage, Request<DuePage> {
        public ReadDue {
            cursors = List.copyOf(cursors);
        }
    }

    /** Reads what is due and pending of one line of a queue, from a cursor on. */
    record ReadLine(LineCursor from, long horizon, int limit) implements StoreMessage, Request<LinePage> {}

    /** Pending occurrences in order; {@code next} is where to go on, or null if that is all up to the horizon. */
    record LinePage(List<Pending> pending, @Nullable LineCursor next) implements Message {
        public LinePage {
            pending = List.copyOf(pending);
        }
    }

    /**
     * Names what became visible since a point and is due before the horizon, from where the last page ended on.
     *
     * @param known transactions of which nothing need be named
     */
    record ReadNew(
            List<Integer> shards,
            ReadPoint since,
            long horizon,
            SightingCursor after,
            int limit,
            @Added List<Long> known)
            implements StoreMessage, Request<NewPage> {
        public ReadNew {
            shards = List.copyOf(shards);
            known = List.copyOf(known);
        }

        /** Names everything. */
        public ReadNew(List<Integer> shards, ReadPoint since, long horizon, SightingCursor after, int limit) {
            this(shards, since, horizon, after, limit, List.of());
        }
    }

    // A row that commits between two pages may lie before the cursor: of several pages the first point counts.
    /** What was seen, up to the point of this page; {@code next} is where to go on, or null if that is all. */
    record NewPage(
            List<Sighting> sightings,
            ReadPoint until,
            @Nullable SightingCursor next) implements Message {
        public NewPage {
            sightings = List.copyOf(sightings);
        }

        /** The last page. */
        public NewPage(List<Sighting> sightings, ReadPoint until) {
            this(sightings, until, null);
        }
    }

    /** Records what became of occurrences; stale ones are filtered out, the rest lands. */
    record Settle(List<Settlement> settlements) implements StoreMessage, Request<Settled> {
        public Settle {
            settlements = List.copyOf(settlements);
        }
    }

    /** One entry a settlement, false for those whose term was over, or that the database refuses for good. */
    record Settled(List<Boolean> landed) implements Message {
        public Settled {
            landed = List.copyOf(landed);
        }
    }

    /** Writes attempt numbers down before the attempts are made, so that what kills a process cannot loop for ever. */
    record Charge(List<Charged> charges) implements StoreMessage, Request<Settled> {
        public Charge {
            charges = List.copyOf(charges);
        }
    }

    /**
     * Changes one task in the name of its owner; {@code running} says whether an attempt of the next occurrence of its
     * schedule is being made.
     */
    record Change(int shard, long term, TaskChange change, boolean running) implements StoreMessage, Request<Changed> {

        /** A change of a task of which no attempt is being made. */
        public Change(int shard, long term, TaskChange change) {
            this(shard, term, change, false);
        }
    }

    /** Stores how far shards are done, so that a successor reads no further back. */
    record Acknowledge(List<AckLevel> levels) implements StoreMessage, Request<Done> {
        public Acknowledge {
            levels = List.copyOf(levels);
        }
    }

    /** Says who holds a shard. */
    record WhoHolds(int shard) implements StoreMessage, Request<Held> {}

    /** The address of the live holder, or null while there is none. */
    record Held(@Nullable String address) implements Message {}

    /** Reads the queues of shards that somebody set. */
    record ReadQueues(List<Integer> shards) implements StoreMessage, Request<QueuesRead> {
        public ReadQueues {
            shards = List.copyOf(shards);
        }
    }

    record QueuesRead(List<QueueState> queues) implements Message {
        public QueuesRead {
            queues = List.copyOf(queues);
        }
    }

    /** Writes a queue in the name of its owner; one that nobody set is forgotten. */
    record WriteQueue(int shard, long term, QueueState queue) implements StoreMessage, Request<QueueWritten> {}

    /** Whether the term held. */
    record QueueWritten(boolean landed) implements Message {}

    /**
     * Lists queues in the order of their names: those that somebody set, and those that have pending tasks.
     *
     * @param after only those behind this name, which need not exist
     */
    record ListQueues(String after, int limit) implements StoreMessage, Request<QueuePage> {}

    /** Reads one queue; the answer is empty if nobody set it and no task of it is pending. */
    record FindQueue(String name) implements StoreMessage, Request<QueuePage> {}

    /** Asks for the facts of the database that every node shares. */
    record AskConstants() implements StoreMessage, Request<Constants> {}

    /** Asks what the database's clock shows. */
    record AskTime() implements StoreMessage, Request<TimeRead> {}

    /** What {@code clock_timestamp()} was, in microseconds since 1970. */
    record TimeRead(long micros) implements Message {}

    /** Reads the secrets that sign webhooks. */
    record AskSecrets() implements StoreMessage, Request<WebhookSecrets> {}

    /** Makes a new one, which signs beside the one there is. */
    record RotateSecrets() implements StoreMessage, Request<WebhookSecrets> {}

    /** Ends the use of one. */
    record RetireSecret(long id) implements StoreMessage, Request<WebhookSecrets> {}

    /** Asks whether the database answers. Only nodes of the version before say it. */
    record Probe() implements StoreMessage, Request<Done> {}

    /**
     * It was done, and there is nothing else to tell.
     *
     * @param stale the shards of which nothing was written, because their terms were over; empty where no term counts
     */
    record Done(@Added List<Integer> stale) implements Message {
        public Done {
            stale = List.copyOf(stale);
        }

        /** All of it was done. */
        public Done() {
            this(List.of());
        }
    }
}
