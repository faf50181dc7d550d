package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.TimerMessage.Flight;
import carillon.message.TimerMessage.Unread;
import carillon.timer.Entry.State;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The shards of an owner, as they come and go. */
final class Shards {

    private final Map<Integer, OwnedShard> owned;
    private final Map<Integer, OwnedShard> former = new HashMap<>();
    private final KnownTerms terms = new KnownTerms();
    private final Time time;
    private final Agenda agenda;
    private final Deliveries deliveries;
    private final Withdrawals withdrawals;
    private final TimerMetrics metrics;
    private final HandOvers handOvers;
    private Runnable onChange = () -> {};
    private Consumer<OwnedShard> onLeft = shard -> {};
    private boolean retired;

    Shards(
            Map<Integer, OwnedShard> owned,
            Time time,
            Agenda agenda,
            Deliveries deliveries,
            Withdrawals withdrawals,
            TimerMetrics metrics,
            HandOvers handOvers) {
        this.owned = owned;
        this.time = time;
        this.agenda = agenda;
        this.deliveries = deliveries;
        this.withdrawals = withdrawals;
        this.metrics = metrics;
        this.handOvers = handOvers;
    }

    void onChange(Runnable listener) {
        onChange = listener;
    }

    /** Says who wants to know when a shard is not ours any more. */
    void onLeft(Consumer<OwnedShard> listener) {
        onLeft = listener;
    }

    void changed() {
        onChange.run();
    }

    @Nullable
    OwnedShard get(int number) {
        return owned.get(number);
    }

    Collection<OwnedShard> all() {
        return owned.values();
    }

    /** The shard, if a change to it may be written now; else the reply fails, and there is null. */
    @Nullable
    OwnedShard changeable(int number, Reply<?> reply) {
        OwnedShard shard = owned.get(number);
        if (shard == null || shard.ceding) {
            reply.failed(new BusFailure(FailureCode.NOT_OWNER, "the shard is not held here"));
            return null;
        }
        long lingers = shard.changeableAt - time.now();
        if (lingers > 0) {
            // Nothing was begun with, so whoever asks may ask again.
            reply.failed(new BusFailure(
                    FailureCode.NOT_OWNER,
                    "the owner before was reported gone, and could still be at work for " + lingers + " ms"));
            return null;
        }
        if (shard.doubtful || !time.trusted()) {
            reply.failed(
                    new BusFailure(FailureCode.UNAVAILABLE, "the owner of the shard has lost touch with the database"));
            return null;
        }
        return shard;
    }

    /** A board shows a shard. */
    void seen(Holding holding, boolean mine) {
        terms.seen(holding, mine);
    }

    /** Whether a hand-over to us tells how a shard is, and not how it was once. */
    boolean isNews(Holding handedOver) {
        return terms.isNews(handedOver);
    }

    /** A shard is ours under a new term. */
    void gained(Inheritance inheritance) {
        gained(inheritance, null);
    }

    /** A shard is ours under a new term, by a take-over that is measured if there is one. */
    void gained(Inheritance inheritance, @Nullable TakeOver takeOver) {
        int number = inheritance.holding().shard();
        OwnedShard shard = owned.get(number);
        if (shard != null && shard.term >= inheritance.holding().term()) {
            return;
        }
        if (shard != null) {
            lost(shard);
        }
        OwnedShard gained = new OwnedShard(inheritance, time.database.latest(), time.clock.nanoTime());
        gained.ceding = retired;
        gained.takeOver = takeOver;
        owned.put(number, gained);
        terms.held(number, gained.term);
        metrics.gained();
        OwnedShard before = former.remove(number);
        if (before != null) {
            inherit(before, gained);
        }
    }

    /**
     * Takes over an attempt that is under way, if its occurrence will not be read; even where there is no room, for
     * nobody else would know of it. The owner before had it in memory, too.
     */
    void takeOver(Flight flight) {
        Unread unread = flight.unread();
        OwnedShard shard = unread == null ? null : owned.get(unread.pending().shard());
        if (unread == null || shard == null || agenda.find(flight.occurrence()) != null) {
            return;
        }
        Entry entry = new Entry(unread.pending(), shard);
        entry.state = State.IN_FLIGHT;
        entry.attempt = flight.attempt();
        entry.paused = unread.paused();
        entry.outdated = unread.outdated();
        entry.unsure = unread.unsure();
        agenda.add(entry);
        agenda.arm(entry, time.now() + flight.timeoutMillis() + TimerOptions.LOST_AFTER_MILLIS);
    }

    /** What we had under way is still ours if nobody had the shard in between; else it is a stale owner's. */
    private void inherit(OwnedShard before, OwnedShard gained) {
        boolean unbroken = gained.term == before.term + 1;
        for (Entry entry : List.copyOf(before.entries)) {
            if (unbroken) {
                before.entries.remove(entry);
                entry.shard = gained;
                gained.entries.add(entry);
            } else {
                drop(entry);
            }
        }
    }

    /** A doubtful shard has a new term: nothing old can land any more. */
    void reclaimed(Inheritance inheritance) {
        OwnedShard shard = owned.get(inheritance.holding().shard());
        if (shard != null && inheritance.holding().term() > shard.term) {
            shard.term = inheritance.holding().term();
            terms.held(shard.number, shard.term);
            shard.doubtful = false;
            shard.progress.doubtEnded();
            if (shard.ceding) {
                // It was not known whether it had changed hands.
                resume(shard);
            }
        }
    }

    /** A shard is ours by the board; if its term rose and we were never told, it must rise once more to be known. */
    void held(Holding holding) {
        OwnedShard shard = owned.get(holding.shard());
        if (shard != null && holding.term() > shard.term) {
            shard.term = holding.term();
            terms.held(shard.number, shard.term);
            shard.doubtful = true;
        }
    }

    /** A shard is another's. */
    void lost(OwnedShard shard) {
        owned.remove(shard.number, shard);
        withdrawals.ask(shard.entries, () -> {});
        List.copyOf(shard.entries).forEach(this::drop);
        onLeft.accept(shard);
        metrics.lost();
    }

    /**
     * All shards are others', or nobody's. What was settled or is in flight is kept, for the case that we are the very
     * next to hold its shard.
     */
    void expelled() {
        for (OwnedShard shard : List.copyOf(owned.values())) {
            owned.remove(shard.number);
            withdrawals.ask(shard.entries, () -> {});
            for (Entry entry : List.copyOf(shard.entries)) {
                if (entry.state != State.SETTLING) {
                    drop(entry);
                }
            }
            // What is kept waits under a shard of which nothing is written.
            shard.doubtful = true;
            OwnedShard older = former.put(shard.number, shard);
            if (older != null) {
                List.copyOf(older.entries).forEach(this::drop);
            }
            onLeft.accept(shard);
            metrics.lost();
        }
    }

    /** Gives up what was kept of a shard that another has by now. */
    void forgetFormer(int number, long term) {
        OwnedShard shard = former.get(number);
        if (shard != null && term > shard.term) {
            former.remove(number);
            List.copyOf(shard.entries).forEach(this::drop);
        }
    }

    /** Gives shards to another owner. */
    void cede(List<OwnedShard> shards, String holder, Holder successor) {
        handOvers.begin(shards, holder, successor, this);
    }

    /** Goes on with a shard that did not change hands, and with what came due and was taken back meanwhile. */
    void resume(OwnedShard shard) {
        shard.ceding = retired;
        for (Entry entry : shard.entries) {
            if (entry.state == State.ARMED && entry.timer == Entry.NO_TIMER) {
                agenda.arm(entry, entry.pending.due());
            }
        }
    }

    /** Fires nothing any more, of the shards there are and of those that may still come. */
    void retire() {
        retired = true;
        owned.values().forEach(shard -> shard.ceding = true);
    }

    /** Takes a shard off the list after it changed hands. */
    void ceded(OwnedShard shard) {
        owned.remove(shard.number, shard);
        List.copyOf(shard.entries).forEach(this::drop);
        onLeft.accept(shard);
    }

    private void drop(Entry entry) {
        if (entry.state == State.IN_FLIGHT) {
            deliveries.done(entry.delivery);
        }
        agenda.remove(entry);
    }
}
