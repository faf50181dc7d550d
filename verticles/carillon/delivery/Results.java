package carillon.delivery;

import carillon.message.AttemptResult;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.Order;
import carillon.message.TimerMessage.Attempted;
import carillon.time.Clock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Collects what ended in one turn of the loop, and sends it to the owners when the turn is over.
 *
 * <p>For use by one thread.
 */
final class Results {

    /** Larger batches are split, so that no message holds up the loop of its receiver. */
    static final int BATCH_MAX = 500;

    private final Clock clock;
    private final Executor nextTurn;
    private final BiFunction<String, Attempted, Future<Void>> send;
    private final Map<String, List<Ended>> endedByOwner = new LinkedHashMap<>();
    /** By owner, the batch that was sent last and has not left yet: it waits until it is known where to. */
    private final Map<String, Future<Void>> leaving = new HashMap<>();

    /**
     * @param nextTurn runs a task when the present turn of the loop is over
     * @param send takes the address of an owner and a batch; done when it has left
     */
    Results(Clock clock, Executor nextTurn, BiFunction<String, Attempted, Future<Void>> send) {
        this.clock = clock;
        this.nextTurn = nextTurn;
        this.send = send;
    }

    /** Adds the end of an attempt that started at a reading of the clock and ends now. */
    void add(String owner, Order order, long startedNanos, Verdict verdict) {
        if (endedByOwner.isEmpty()) {
            nextTurn.execute(this::flush);
        }
        endedByOwner
                .computeIfAbsent(owner, o -> new ArrayList<>())
                .add(new Ended(order, startedNanos, clock.nanoTime(), verdict));
    }

    /** Sends what was collected. */
    void flush() {
        long nowNanos = clock.nanoTime();
        endedByOwner.forEach((owner, ended) -> {
            for (int from = 0; from < ended.size(); from += BATCH_MAX) {
                List<Ended> batch = ended.subList(from, Math.min(ended.size(), from + BATCH_MAX));
                send(
                        owner,
                        new Attempted(
                                batch.stream().map(e -> e.result(nowNanos)).toList()));
            }
        });
        endedByOwner.clear();
    }

    /** Completes when all that was sent to an owner has left: what leaves after that arrives after it. */
    Future<Void> left(@Nullable String owner) {
        Future<Void> last = leaving.get(owner);
        return last == null ? Future.succeededFuture() : last;
    }

    private void send(String owner, Attempted batch) {
        Future<Void> sent = send.apply(owner, batch);
        if (!sent.isComplete()) {
            leaving.put(owner, sent);
            sent.onComplete(left -> leaving.remove(owner, sent));
        }
    }

    private record Ended(Order order, long startedNanos, long finishedNanos, Verdict verdict) {
        AttemptResult result(long nowNanos) {
            return new AttemptResult(
                    order.occurrence(),
                    order.shard(),
                    order.term(),
                    order.attempt(),
                    nowNanos - startedNanos,
                    nowNanos - finishedNanos,
                    verdict);
        }
    }
}
