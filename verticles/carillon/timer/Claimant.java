package carillon.timer;

import carillon.bus.BusFailure;
import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Claimed;
import carillon.message.StoreMessage.Reclaim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the database for shards, and for new terms of those we have, one request at a time. */
final class Claimant {

    private final String address;
    private final Time time;
    private final Ports ports;
    private final Shards shards;
    private final Supplier<String> holder;
    private final LeaseMetrics metrics;
    private Runnable onFree = () -> {};
    private boolean claiming;
    /** Not all came back whose terms were to rise: the next board says whose they are. */
    private boolean awaitsBoard;
    /** Shards that the board has as ours and that we do not know: a hand-over is on its way, or was lost. */
    private Set<Integer> strange = new HashSet<>();
    /** Those of them whose terms the database is asked to raise at this moment. */
    private Set<Integer> taking = Set.of();

    /** @param holder who we are at the moment: what was claimed by somebody else is not ours */
    Claimant(String address, Time time, Ports ports, Shards shards, Supplier<String> holder, LeaseMetrics metrics) {
        this.address = address;
        this.time = time;
        this.ports = ports;
        this.shards = shards;
        this.holder = holder;
        this.metrics = metrics;
    }

    /** Says who wants to know when a request is over. */
    void onFree(Runnable listener) {
        onFree = listener;
    }

    boolean isBusy() {
        return claiming;
    }

    /** Whether a shard that came without its slice is being taken anew: its term rises, or has. */
    boolean isTakingAnew(int number) {
        return taking.contains(number);
    }

    /** We start anew: what was to be watched was somebody else's. */
    void forget() {
        awaitsBoard = false;
        strange = new HashSet<>();
    }

    /** Raises the terms of shards of which the last write may still land. */
    void reclaimDoubtful() {
        if (claiming || awaitsBoard || !time.trusted()) {
            return;
        }
        List<Holding> doubtful = new ArrayList<>();
        for (OwnedShard shard : shards.all()) {
            if (shard.doubtful) {
                doubtful.add(shard.holding(holder.get()));
            }
        }
        if (!doubtful.isEmpty()) {
            claiming = true;
            ports.ask(new Reclaim(holder.get(), doubtful), new Claiming() {
                @Override
                void gained(List<Inheritance> all) {
                    awaitsBoard = all.size() < doubtful.size();
                    for (Inheritance each : all) {
                        metrics.reclaimed();
                        shards.reclaimed(each);
                    }
                }
            });
        }
    }

    /**
     * Claims shards, if nothing is under way.
     *
     * @param gone whose leases are ended for it
     * @param takeOver what is measured, if there are any
     */
    void claim(List<Integer> numbers, List<String> gone, @Nullable TakeOver takeOver) {
        if (claiming || numbers.isEmpty()) {
            return;
        }
        claiming = true;
        TakeOver measured = gone.isEmpty() ? null : takeOver;
        if (measured != null) {
            measured.boardKnown();
        }
        ports.ask(new Claim(holder.get(), numbers, gone), new Claiming() {
            @Override
            void gained(List<Inheritance> all) {
                for (Inheritance each : all) {
                    metrics.takenOver(each.clean());
                    shards.gained(each, measured);
                }
                if (measured != null && !all.isEmpty()) {
                    measured.taken(all.size());
                    // The others may not have heard yet that somebody is gone, and what falls to them is free now.
                    ports.freed();
                }
            }
        });
    }

    /** A board was read: whose a shard is that did not come back, it has said. */
    void boardRead() {
        awaitsBoard = false;
    }

    /** Takes anew what is ours by the board but came without its slice, at the second sight of it. */
    void claimStrange(Map<Integer, Holding> mine) {
        Set<Integer> unknown = new HashSet<>(mine.keySet());
        unknown.removeIf(number -> shards.get(number) != null);
        List<Holding> again =
                unknown.stream().filter(strange::contains).map(mine::get).toList();
        strange = unknown;
        if (!claiming && !again.isEmpty()) {
            claiming = true;
            taking = again.stream().map(Holding::shard).collect(Collectors.toSet());
            ports.ask(new Reclaim(holder.get(), again), new Claiming() {
                @Override
                void gained(List<Inheritance> all) {
                    for (Inheritance each : all) {
                        metrics.reclaimed();
                        if (shards.get(each.holding().shard()) == null) {
                            // What the slice would have told of attempts under way is lost.
                            shards.gained(each.unclean());
                        } else {
                            shards.reclaimed(each);
                        }
                    }
                }
            });
        }
    }

    /** Tells the stores what is ours, so that they need not wait for the next board. */
    void announce(List<Inheritance> gained) {
        if (!gained.isEmpty()) {
            ports.announce(
                    address, gained.stream().map(each -> each.holding().shard()).toList());
        }
    }

    private abstract class Claiming implements Reply<Claimed> {

        private final String claimant = holder.get();

        abstract void gained(List<Inheritance> all);

        @Override
        public final void answered(Claimed answer) {
            claiming = false;
            taking = Set.of();
            if (holder.get().equals(claimant)) {
                gained(answer.gained());
                announce(answer.gained());
                shards.changed();
            }
            onFree.run();
        }

        @Override
        public final void failed(BusFailure failure) {
            claiming = false;
            taking = Set.of();
            onFree.run();
        }
    }
}
