package carillon.store;

import carillon.bus.Bus;
import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.Pending;
import carillon.message.StoreMessage.Moved;
import carillon.message.TimerMessage;
import carillon.message.Whole;
import carillon.time.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the owners of shards what was just committed and is due soon. Whether they hear it is not known: their safety
 * reads find what was lost.
 */
final class Owners {

    /** What is due later is found by the owners' reading ahead. */
    static final long ARM_AHEAD_MILLIS = 60_000;

    /**
     * A safety read may pass over a transaction of as many, which it then enters the index for once more: that takes as
     * long as to name a few.
     */
    static final int WHOLE_MIN = 16;

    /** Of one owner at once; the answer comes when its event loop gets to it. */
    private static final int UNTAKEN_MAX = 10_000;

    private static final long UNTAKEN_BYTES_MAX = 32L << 20;
    private static final long ARM_ANSWER_MILLIS = 2_000;

    /** More than renewals are apart by default: each brings a board, so that none is read beside them. */
    private static final long BOARD_AGE_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(1_500);

    private final Bus bus;
    private final Leases leases;
    private final Clock clock;
    private final Untaken untaken = new Untaken(UNTAKEN_MAX, UNTAKEN_BYTES_MAX);
    private final Counter untold;
    private Map<Integer, String> addresses = Map.of();
    private Map<String, List<Integer>> shards = Map.of();
    private long learntNanos;
    private @Nullable Future<Board> reading;

    Owners(Bus bus, Leases leases, Clock clock, MeterRegistry registry) {
        this.bus = bus;
        this.leases = leases;
        this.clock = clock;
        untold = Counter.builder("carillon.arms.withheld")
                .description("Occurrences that an owner was not told of, because it had not taken others in yet")
                .register(registry);
        learntNanos = clock.nanoTime() - BOARD_AGE_NANOS_MAX;
    }

    /** Takes in a board that was just read. */
    void learn(Board board) {
        Map<String, String> live = new HashMap<>();
        for (Holder holder : board.holders()) {
            if (holder.live()) {
                live.put(holder.id(), holder.address());
            }
        }
        Map<Integer, String> learnt = new HashMap<>();
        for (Holding holding : board.holdings()) {
            String address = live.get(String.valueOf(holding.owner()));
            if (address != null) {
                learnt.put(holding.shard(), address);
            }
        }
        believe(learnt);
        learntNanos = clock.nanoTime();
    }

    /** Takes in where shards are by now. */
    void moved(Moved moved) {
        Map<Integer, String> learnt = new HashMap<>(addresses);
        moved.shards().forEach(shard -> learnt.put(shard, moved.address()));
        believe(learnt);
    }

    private void believe(Map<Integer, String> learnt) {
        addresses = learnt;
        shards = learnt.keySet().stream().collect(Collectors.groupingBy(learnt::get, Collectors.toUnmodifiableList()));
    }

    /** Tells the owners what one transaction wrote, of those that are due before an instant. */
    void arm(List<Pending> committed, long before) {
        List<Pending> soon =
                committed.stream().filter(each -> each.due() < before).toList();
        if (soon.isEmpty()) {
            return;
        }
        boolean young = clock.nanoTime() - learntNanos < BOARD_AGE_NANOS_MAX;
        if (young && soon.stream().allMatch(each -> addresses.containsKey(each.shard()))) {
            send(soon, before);
        } else {
            board().onSuccess(board -> send(soon, before));
        }
    }

    /** One reading serves all who wait for it, so that shards without an owner cost little. */
    private Future<Board> board() {
        Future<Board> underWay = reading;
        if (underWay != null) {
            return underWay;
        }
        Future<Board> started = leases.board();
        reading = started;
        return started.onComplete((board, failure) -> {
            reading = null;
            if (board != null) {
                learn(board);
            }
        });
    }

    private void send(List<Pending> soon, long before) {
        Map<String, List<Pending>> byAddress = new HashMap<>();
        for (Pending pending : soon) {
            String address = addresses.get(pending.shard());
            if (address != null) {
                byAddress.computeIfAbsent(address, to -> new ArrayList<>()).add(pending);
            }
        }
        byAddress.forEach((owner, pending) -> tell(owner, pending, before));
    }

    private void tell(String owner, List<Pending> pending, long before) {
        if (!untaken.tell(owner, pending)) {
            untold.increment(pending.size());
            return;
        }
        bus.request(
                        TimerMessage.of(owner),
                        new TimerMessage.Arm(pending, whole(owner, pending, before)),
                        ARM_ANSWER_MILLIS)
                .onComplete((done, lost) -> untaken.taken(owner, pending));
    }

    private @Nullable Whole whole(String owner, List<Pending> pending, long before) {
        return pending.size() < WHOLE_MIN
                ? null
                : new Whole(pending.getFirst().transaction(), before, shards.getOrDefault(owner, List.of()));
    }
}
