package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.AttemptResult;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Ceded;
import carillon.message.TimerMessage.Flight;
import carillon.message.TimerMessage.HandOver;
import carillon.timer.Entry.State;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gives shards to another owner without an attempt lost or made twice: firing stops, what did not start is taken back,
 * what is being written lands, the term rises once, and the successor is told what is still in flight. The results of
 * that are forwarded to it.
 */
final class HandOvers {

    private static final Logger LOG = System.getLogger(HandOvers.class.getName());

    private final String address;
    private final Time time;
    private final Ports ports;
    private final Withdrawals withdrawals;
    private final Acknowledger acknowledger;
    private final Queues queues;
    private final ChangeJobs changes;
    private final Redirect redirect;
    private final TimerMetrics metrics;
    private final List<HandingOver> waiting = new ArrayList<>();
    private final List<HandingOver> leaving = new ArrayList<>();
    private final List<Telling> tellings = new ArrayList<>();
    /** Where the results of attempts go that were in flight when their shard changed hands. */
    private final Map<AttemptName, Successor> successors = new HashMap<>();

    private boolean experienced;

    private Consumer<List<AttemptResult>> onResults = results -> {};

    HandOvers(
            String address,
            Time time,
            Ports ports,
            Withdrawals withdrawals,
            Acknowledger acknowledger,
            Queues queues,
            ChangeJobs changes,
            TimerMetrics metrics) {
        this.address = address;
        this.time = time;
        this.ports = ports;
        this.withdrawals = withdrawals;
        this.acknowledger = acknowledger;
        this.queues = queues;
        this.changes = changes;
        redirect = new Redirect(time, ports);
        this.metrics = metrics;
    }

    /** Says who takes the results that were kept while shards were changing hands that stayed ours. */
    void onResults(Consumer<List<AttemptResult>> listener) {
        onResults = listener;
    }

    void begin(List<OwnedShard> given, String holder, Holder successor, Shards all) {
        // The first one of a process takes long, at both ends: a single shard waits for that.
        List<OwnedShard> shards = experienced ? given : given.subList(0, 1);
        HandingOver handing = new HandingOver(shards, holder, successor, all);
        shards.forEach(shard -> shard.ceding = true);
        shards.forEach(this::turnAway);
        waiting.add(handing);
        withdrawals.ask(handing.entries(), () -> handing.tookBack = true);
    }

    /** A change that waits for others would keep the shards silent until it is made: its user asks the next owner. */
    private void turnAway(OwnedShard shard) {
        BusFailure failure = new BusFailure(FailureCode.NOT_OWNER, "the shard is changing hands");
        changes.takeWaiting(shard).forEach(job -> job.reply.failed(failure));
    }

    /** Goes on with those whose writes have landed, and with those that were not heard. */
    void proceed() {
        tellings.removeIf(Telling::isOver);
        tellings.forEach(Telling::proceed);
        for (HandingOver each : List.copyOf(waiting)) {
            if (each.shards.stream().anyMatch(shard -> shard.doubtful)) {
                // A write of unknown outcome: the shards stay ours until that is cleared up.
                each.shards.forEach(each.all::resume);
                waiting.remove(each);
            } else if (each.tookBack && each.isQuiet()) {
                waiting.remove(each);
                cede(each);
            }
        }
    }

    /**
     * Takes in a result that is of no attempt of ours: passes it on if its shard changed hands.
     *
     * @return whether it did
     */
    boolean forward(AttemptResult result) {
        Successor successor = successors.remove(new AttemptName(result.occurrence(), result.attempt()));
        if (successor != null) {
            successor.telling.forward(result);
        }
        return successor != null;
    }

    /** Takes back what was handed over and comes back: its results are for us again. */
    void cameBack(HandOver slice) {
        slice.inFlight().forEach(each -> successors.remove(new AttemptName(each.occurrence(), each.attempt())));
        slice.queued().forEach(each -> successors.remove(new AttemptName(each.occurrence(), each.attempt())));
    }

    /** Passes on what was just committed and belongs to shards that we handed over. */
    void passOn(List<Pending> pending, Collection<Integer> owned) {
        redirect.passOn(pending, owned);
    }

    /** Keeps a result of a shard that is changing hands at this moment. */
    void keep(AttemptResult result) {
        for (HandingOver each : leaving) {
            if (each.shards.stream().anyMatch(shard -> shard.number == result.shard())) {
                each.kept.add(result);
            }
        }
    }

    /** Forgets the attempts that count as lost by now. */
    void forgetLost() {
        long now = time.now();
        successors.values().removeIf(each -> each.lostAt <= now);
    }

    /** How many attempts are awaited whose shards changed hands, and how many owners are still being told. */
    int awaited() {
        int untold = (int) tellings.stream().filter(each -> !each.isOver()).count();
        return successors.size() + untold;
    }

    private void cede(HandingOver handing) {
        leaving.add(handing);
        List<Holding> holdings = new ArrayList<>();
        for (OwnedShard shard : handing.shards) {
            shard.leaving = true;
            holdings.add(shard.holding(handing.holder));
        }
        Cede request = new Cede(handing.holder, holdings, handing.successor.id());
        ports.ask(request, new Reply<Ceded>() {
            @Override
            public void answered(Ceded answer) {
                leaving.remove(handing);
                experienced = true;
                handing.finish(answer);
            }

            @Override
            public void failed(BusFailure failure) {
                leaving.remove(handing);
                // They may be the successor's by now, which fires: nothing of them is, until their terms were raised.
                for (OwnedShard shard : handing.shards) {
                    shard.leaving = false;
                    shard.doubtful = true;
                }
                onResults.accept(handing.kept);
            }
        });
    }

    /** Behind what a result goes, and when nobody waits for it any more. */
    private record Successor(Telling telling, long lostAt) {}

    private final class HandingOver {
        final List<OwnedShard> shards;
        final String holder;
        final Holder successor;
        final Shards all;
        final List<AttemptResult> kept = new ArrayList<>();
        final long begunNanos = time.clock.nanoTime();
        boolean tookBack;

        HandingOver(List<OwnedShard> shards, String holder, Holder successor, Shards all) {
            this.shards = shards;
            this.holder = holder;
            this.successor = successor;
            this.all = all;
        }

        List<Entry> entries() {
            return shards.stream().flatMap(shard -> shard.entries.stream()).toList();
        }

        /** What a change makes of an attempt that is under way, the next owner has to be told. */
        boolean isQuiet() {
            return shards.stream()
                    .flatMap(shard -> shard.entries.stream())
                    .noneMatch(entry -> entry.isBeingWritten()
                            || entry.state == State.CHANGING
                            || changes.isSent(entry.pending.id()));
        }

        void finish(Ceded answer) {
            Slice slice = new Slice(address);
            // Of a shard that was taken from us meanwhile nothing is in memory any more, and nothing can be told.
            for (OwnedShard shard : shards.stream().filter(this::isOurs).toList()) {
                answer.gone().stream()
                        .filter(each -> each.shard() == shard.number)
                        .findFirst()
                        .ifPresentOrElse(given -> add(shard, given, slice), () -> goOn(shard));
            }
            if (!slice.isEmpty()) {
                tell(slice);
            }
            onResults.accept(kept);
        }

        private void add(OwnedShard shard, Holding given, Slice slice) {
            slice.add(shard, acknowledger.inheritance(shard, given), queues.flights(shard));
        }

        /** The shard did not change hands. */
        void goOn(OwnedShard shard) {
            shard.leaving = false;
            all.resume(shard);
        }

        private boolean isOurs(OwnedShard shard) {
            return shard.equals(all.get(shard.number));
        }

        private void tell(Slice slice) {
            HandOver told = slice.at(time.now());
            for (OwnedShard shard : slice.shards()) {
                redirect.went(shard.number, successor.address());
                all.ceded(shard);
            }
            Telling telling = new Telling(time, ports, successor.address(), told);
            told.queued().forEach(each -> awaitFor(telling, each.occurrence(), each.attempt(), each.remainingMillis()));
            for (Flight each : told.inFlight()) {
                long lostMillis = each.timeoutMillis() + TimerOptions.LOST_AFTER_MILLIS;
                awaitFor(telling, each.occurrence(), each.attempt(), lostMillis);
            }
            metrics.leases.handedOut(told.shards().size());
            tellings.add(telling);
            telling.tell();
            LOG.log(
                    Level.INFO,
                    "Handed {0} shards over {1} ms after they had stopped firing, with {2} attempts under way and {3}"
                            + " due soon",
                    told.shards().size(),
                    Time.millis(time.clock.nanoTime() - begunNanos),
                    told.inFlight().size(),
                    told.soon().size());
        }

        private void awaitFor(Telling telling, Occurrence occurrence, int attempt, long millis) {
            successors.put(new AttemptName(occurrence, attempt), new Successor(telling, time.now() + millis));
        }
    }
}
