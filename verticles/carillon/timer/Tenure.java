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

    private String holder;
    private boolean ending;
    private boolean renewing;
    private boolean claiming;
    private boolean joined;
    /** What the renewal under way says is older than a report: it counts for nothing but the time. */
    private boolean outdated;
    /** A report waits for the claim under way. */
    private boolean waiting;

    private final Reports reports = new Reports();
    private @Nullable TakeOver takeOver;
    /** Shards that the board has as ours and that we do not know: a hand-over is on its way, or was lost. */
    private Set<Integer> strange = new HashSet<>();

    Tenure(
            String address,
            TimerOptions options,
            Time time,
            Ports ports,
            Shards shards,
            Flights flights,
            Supplier<String> newHolder) {
        this.address = address;
        this.options = options;
        this.time = time;
        this.ports = ports;
        this.shards = shards;
        this.flights = flights;
        this.newHolder = newHolder;
        holder = newHolder.get();
    }

    String holder() {
        return holder;
    }

    /** The cluster has it that a member is gone: whatever its holders had is taken over by a board younger than that. */
    void memberGone(String member) {
        if (reports.gone(member, holder)) {
            time.trustUntil(TrustWindow.none(time.clock.nanoTime()));
        }
        takeOver = new TakeOver(time.clock);
        outdated = renewing;
        renew();
    }

    /** Renews the lease, and acts on what the database says of holders and shards. */
    void renew() {
        if (renewing || ending) {
            return;
        }
        renewing = true;
        long sentNanos = time.clock.nanoTime();
        ports.ask(new Renew(holder, address, options.node(), options.leaseMillis()), new Reply<Renewed>() {
            @Override
            public void answered(Renewed answer) {
                renewing = false;
                time.database.sample(sentNanos, time.clock.nanoTime(), answer.databaseMicros());
                boolean late = outdated;
                outdated = false;
                if (answer.granted() && late) {
                    renew();
                } else if (answer.granted()) {
                    time.trustUntil(TrustWindow.granted(
                            sentNanos, Time.nanos(options.leaseMillis()), Time.nanos(options.marginMillis())));
                    act(answer.board());
                } else {
                    expelled();
                }
            }

            @Override
            public void failed(BusFailure failure) {
                renewing = false;
                outdated = false;
            }
        });
    }

    /** Renews no more, and lets the lease run out. */
    void end() {
        ending = true;
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
        List<String> gone = reports.toEnd(board, holder);
        Spread spread = Spread.of(board.without(gone), holder);
        waiting = claiming && !gone.isEmpty();
        if (!claiming && !spread.claim().isEmpty()) {
            claim(spread.claim(), gone);
        }
        spread.cede().forEach(this::cede);
    }

    private void claim(List<Integer> numbers, List<String> gone) {
        claiming = true;
        TakeOver begun = gone.isEmpty() ? null : takeOver;
        if (begun != null) {
            begun.boardKnown();
        }
        ports.ask(new Claim(holder, numbers, gone), new Claiming() {
            @Override
            void gained(Inheritance inheritance) {
                shards.gained(inheritance, begun);
            }

            @Override
            void gainedAll(int count) {
                if (begun != null && count > 0) {
                    begun.taken(count);
                }
            }
        });
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

        void gainedAll(int count) {}

        @Override
        public final void answered(Claimed answer) {
            claiming = false;
            if (holder.equals(claimant)) {
                answer.gained().forEach(this::gained);
                gainedAll(answer.gained().size());
                shards.changed();
            }
            renewIfWaiting();
        }

        @Override
        public final void failed(BusFailure failure) {
            claiming = false;
            renewIfWaiting();
        }

        private void renewIfWaiting() {
            if (waiting) {
                waiting = false;
                renew();
            }
        }
    }
}
