package carillon.timer;

import carillon.bus.BusFailure;
import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.lease.Spread;
import carillon.lease.TrustWindow;
import carillon.message.Inheritance;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Claimed;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The leases of an owner: renews them, claims what is free, gives up what suits another better. */
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

    private String holder;
    private boolean renewing;
    private boolean claiming;
    private boolean joined;
    private boolean trusting;
    /** Shards that the board has as ours and that we do not know: a hand-over is on its way, or was lost. */
    private Set<Integer> strange = new HashSet<>();

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
    }

    String holder() {
        return holder;
    }

    /** Renews the lease, and acts on what the database says of holders and shards. */
    void renew() {
        lookAtTrust();
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
                if (answer.granted()) {
                    lookAtTrust();
                    time.trustUntil(TrustWindow.granted(
                            sentNanos, Time.nanos(options.leaseMillis()), Time.nanos(options.marginMillis())));
                    trusting = time.trusted();
                    act(answer.board());
                } else {
                    expelled();
                }
            }

            @Override
            public void failed(BusFailure failure) {
                renewing = false;
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

    /** Raises the terms of shards of which the last write may still land. */
    void reclaimDoubtful() {
        List<Holding> doubtful = shards.all().stream()
                .filter(shard -> shard.doubtful)
                .map(shard -> shard.holding(holder))
                .toList();
        if (!claiming && !doubtful.isEmpty() && time.trusted()) {
            claiming = true;
            ports.ask(new Reclaim(holder, doubtful), new Claiming() {
                @Override
                void gained(Inheritance inheritance) {
                    metrics.reclaimed();
                    shards.reclaimed(inheritance);
                }
            });
        }
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
            if (isMine) {
                mine.put(holding.shard(), holding);
                shards.held(holding);
            } else if (shard != null && holding.term() > shard.term && !shard.leaving) {
                shards.lost(shard);
            } else if (holding.owner() != null) {
                shards.forgetFormer(holding.shard(), holding.term());
            }
        }
        claimStrange(mine);
        Spread spread = Spread.of(board, holder);
        if (!claiming && !spread.claim().isEmpty()) {
            claiming = true;
            ports.ask(new Claim(holder, spread.claim()), new Claiming() {
                @Override
                void gained(Inheritance inheritance) {
                    metrics.takenOver(inheritance.clean());
                    shards.gained(inheritance);
                }
            });
        }
        spread.cede().forEach(this::cede);
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

    /** Takes anew what is ours by the board but came without its slice, at the second sight of it. */
    private void claimStrange(Map<Integer, Holding> mine) {
        Set<Integer> unknown = new HashSet<>(mine.keySet());
        unknown.removeIf(number -> shards.get(number) != null);
        List<Holding> again =
                unknown.stream().filter(strange::contains).map(mine::get).toList();
        strange = unknown;
        if (!claiming && !again.isEmpty()) {
            claiming = true;
            ports.ask(new Reclaim(holder, again), new Claiming() {
                @Override
                void gained(Inheritance inheritance) {
                    metrics.reclaimed();
                    // What the slice would have told of attempts under way is lost.
                    shards.gained(inheritance.unclean());
                }
            });
        }
    }

    /** The lease had run out and others took over: whatever we hold is theirs. */
    private void expelled() {
        LOG.log(Level.WARNING, "The lease of " + holder + " ran out and its shards were taken over; starting anew");
        time.trustUntil(TrustWindow.none(time.clock.nanoTime()));
        shards.expelled();
        holder = newHolder.get();
        joined = false;
        strange = new HashSet<>();
        renew();
    }

    private abstract class Claiming implements Reply<Claimed> {

        private final @Nullable String claimant = holder;

        abstract void gained(Inheritance inheritance);

        @Override
        public final void answered(Claimed answer) {
            claiming = false;
            if (holder.equals(claimant)) {
                answer.gained().forEach(this::gained);
                shards.changed();
            }
        }

        @Override
        public final void failed(BusFailure failure) {
            claiming = false;
        }
    }
}
