package carillon.timer;

import carillon.bus.BusFailure;
import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.lease.Spread;
import carillon.lease.TrustWindow;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The leases of an owner: renews them, claims what falls to it, gives up what falls to another. */
final class Tenure {

    private static final Logger LOG = System.getLogger(Tenure.class.getName());

    private final String address;
    private final TimerOptions options;
    private final Time time;
    private final Ports ports;
    private final Shards shards;
    private final Flights flights;
    private final Supplier<String> newHolder;
    private final LeaseMetrics metrics;
    private final Claimant claimant;
    private final Reports reports;
    private final Newcomers newcomers;
    private final Leaving leaving;
    private Runnable onTrust = () -> {};

    private String holder;
    private boolean ending;
    private boolean renewing;
    private boolean joined;
    private boolean trusting;
    /** What the renewal under way says is older than a report or a wish: it counts for nothing but the time. */
    private boolean outdated;
    /** A report waits for the claim under way. */
    private boolean waiting;

    private @Nullable TakeOver takeOver;

    Tenure(
            String address,
            TimerOptions options,
            Time time,
            Ports ports,
            Shards shards,
            Flights flights,
            Supplier<String> newHolder,
            LeaseMetrics metrics) {
        this.address = address;
        this.options = options;
        this.time = time;
        this.ports = ports;
        this.shards = shards;
        this.flights = flights;
        this.newHolder = newHolder;
        this.metrics = metrics;
        holder = newHolder.get();
        reports = new Reports(time, options.leaseMillis());
        newcomers = new Newcomers(time);
        leaving = new Leaving(ports);
        claimant = new Claimant(address, time, ports, shards, this::holder, metrics);
        claimant.onFree(this::renewIfWaiting);
    }

    /** Names who hears that we may be believed, after a time in which we might not. */
    void onTrust(Runnable listener) {
        onTrust = listener;
    }

    String holder() {
        return holder;
    }

    Claimant claimant() {
        return claimant;
    }

    /**
     * The cluster has it that a member is gone: what its holders had is taken over, by a board that is younger than
     * that.
     */
    void memberGone(String member) {
        if (reports.gone(member, holder)) {
            trusting = false;
            time.trustUntil(TrustWindow.none(time.clock.nanoTime()));
        }
        takeOver = new TakeOver(time.clock);
        renewAnew();
    }

    /** Renews the lease, and acts on what the database says of holders and shards. */
    void renew() {
        lookAtTrust();
        if (ending) {
            return;
        }
        leaving.write(holder, this::renewAnew);
        if (renewing) {
            return;
        }
        renewing = true;
        long sentNanos = time.clock.nanoTime();
        ports.ask(new Renew(holder, address, options.node(), options.leaseMillis()), new Reply<Renewed>() {
            @Override
            public void answered(Renewed answer) {
                renewing = false;
                metrics.renewed(answer.granted());
                time.database.sample(sentNanos, time.clock.nanoTime(), answer.databaseMicros());
                boolean late = outdated;
                outdated = false;
                if (!answer.granted()) {
                    expelled();
                } else if (late) {
                    renew();
                } else {
                    lookAtTrust();
                    time.trustUntil(TrustWindow.granted(
                            sentNanos, Time.nanos(options.leaseMillis()), Time.nanos(options.marginMillis())));
                    boolean regained = !trusting && time.trusted();
                    trusting = time.trusted();
                    if (regained) {
                        onTrust.run();
                    }
                    act(answer.board());
                }
            }

            @Override
            public void failed(BusFailure failure) {
                renewing = false;
                outdated = false;
                metrics.unanswered();
            }
        });
    }

    /** Counts a trust window that ended before the next one began. */
    private void lookAtTrust() {
        if (trusting && !time.trusted()) {
            trusting = false;
            metrics.trustExpired();
        }
    }

    /** Renews by a request that is sent from now on. */
    void renewAnew() {
        outdated = renewing;
        renew();
    }

    /** Renews no more, and lets the lease run out. */
    void end() {
        ending = true;
    }

    /** Gives all shards to others, as far as others stay, and takes none. */
    void leave() {
        leaving.wish();
        if (!ending) {
            leaving.write(holder, this::renewAnew);
        }
    }

    /**
     * Whether nothing is left to be given to others, or nobody is there to take it, by a board that is younger than the
     * wish: on one of before, who has just come is not yet.
     */
    boolean hasLeft() {
        return shards.all().isEmpty() || leaving.isTold() && !reports.isLeaving(holder);
    }

    /** Whether nobody was there to take shards when the last board was read, which may be a while ago. */
    boolean wasAlone() {
        return reports.isAlone(holder);
    }

    private void act(Board board) {
        if (!joined) {
            joined = true;
            LOG.log(Level.DEBUG, "Timer " + address + " holds leases as " + holder);
        }
        Map<Integer, Holding> mine = new HashMap<>();
        for (Holding holding : board.holdings()) {
            OwnedShard shard = shards.get(holding.shard());
            boolean isMine = holder.equals(holding.owner());
            shards.seen(holding, isMine);
            if (isMine) {
                mine.put(holding.shard(), holding);
                shards.held(holding);
            } else if (shard != null && holding.term() > shard.term && !shard.leaving) {
                shards.lost(shard);
            } else if (holding.owner() != null) {
                shards.forgetFormer(holding.shard(), holding.term());
            }
        }
        claimant.boardRead();
        claimant.claimStrange(mine);
        leaving.boardRead();
        List<String> gone = reports.toEnd(board, holder);
        Spread spread = Spread.of(board.without(gone), holder);
        waiting = claimant.isBusy() && !gone.isEmpty();
        claimant.claim(spread.claim(), gone, takeOver);
        newcomers.see(board);
        spread.cede().forEach((successor, holdings) -> {
            if (reports.isLeaving(holder) || !newcomers.has(successor)) {
                cede(successor, holdings);
            }
        });
    }

    private void renewIfWaiting() {
        if (waiting) {
            waiting = false;
            renew();
        }
    }

    private void cede(Holder successor, List<Holding> holdings) {
        List<OwnedShard> ceded = new ArrayList<>();
        for (Holding holding : holdings) {
            OwnedShard shard = shards.get(holding.shard());
            if (shard != null && !shard.ceding && !shard.doubtful && !awaitsRead(shard)) {
                ceded.add(shard);
            }
        }
        if (!ceded.isEmpty()) {
            shards.cede(ceded, holder, successor);
        }
    }

    /** Whether an attempt may be under way that only the last owner told us of: our successor could not be told. */
    private boolean awaitsRead(OwnedShard shard) {
        return flights.size() > 0 && !shard.hasCaughtUp();
    }

    /** The lease had run out or was ended, and others took over: whatever we hold is theirs. */
    private void expelled() {
        LOG.log(Level.WARNING, "The lease of " + holder + " ran out and its shards were taken over; starting anew");
        time.trustUntil(TrustWindow.none(time.clock.nanoTime()));
        shards.expelled();
        holder = newHolder.get();
        joined = false;
        claimant.forget();
        renew();
    }
}
