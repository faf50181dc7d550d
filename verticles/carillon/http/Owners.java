package carillon.http;

import carillon.bus.Bus;
import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.lease.Shards;
import carillon.message.Changed;
import carillon.message.QueueChange;
import carillon.message.QueueState;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.AskConstants;
import carillon.message.StoreMessage.WhoHolds;
import carillon.message.TaskChange;
import carillon.message.TaskView;
import carillon.message.TimerMessage;
import carillon.message.TimerMessage.QueueChanged;
import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the owner of a task's shard and asks it, again if the shard has just changed hands, until a deadline.
 *
 * <p>For use on one event loop.
 */
final class Owners {

    private final Vertx vertx;
    private final Bus bus;
    private final Clock clock;
    private final Map<Integer, String> addresses = new HashMap<>();
    private @Nullable Integer shardCount;

    Owners(Vertx vertx, Bus bus, Clock clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.clock = clock;
    }

    /** Has a change made by the owner; fails with UNAVAILABLE if nobody could be asked in time. */
    Future<Changed> apply(TaskChange change) {
        String key =
                change instanceof TaskChange.Put put ? put.task().definition().shardKey(change.id()) : change.id();
        return apply(change, key);
    }

    /** A task in a queue lives where its queue does, which is told by the owner that knows no better of it. */
    private Future<Changed> apply(TaskChange change, String key) {
        return new Asking<Changed, TimerMessage.Apply>(
                        key, shard -> new TimerMessage.Apply(change, shard), HttpLimits.OWNER_ANSWER_MILLIS)
                .attempt()
                .compose(changed -> {
                    TaskView task = changed.status() == Changed.Status.ELSEWHERE ? changed.task() : null;
                    return task == null || change instanceof TaskChange.Put
                            ? Future.succeededFuture(changed)
                            : apply(change, task.shardKey());
                });
    }

    /** Has a change of a queue made by the owner; fails with UNAVAILABLE if nobody could be asked in time. */
    Future<QueueState> apply(QueueChange change) {
        return new Asking<QueueChanged, TimerMessage.ApplyToQueue>(
                        change.name(), shard -> new TimerMessage.ApplyToQueue(change), HttpLimits.OWNER_ANSWER_MILLIS)
                .attempt()
                .map(QueueChanged::queue);
    }

    /** The address of the owner of a key's shard (as in {@link Asking}), or null while nobody is known to hold it. */
    Future<@Nullable String> addressOf(String key, long timeoutMillis) {
        return shardCount().compose(count -> addressOf(Shards.of(key, count), timeoutMillis));
    }

    /** An owner did not answer as one: who holds what it held is looked up again. */
    void distrust(String address) {
        addresses.values().removeIf(address::equals);
    }

    /** How many shards the database has. */
    Future<Integer> shardCount() {
        Integer known = shardCount;
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return bus.request(StoreMessage.ADDRESS, new AskConstants(), HttpLimits.OWNER_ANSWER_MILLIS)
                .map(constants -> {
                    shardCount = constants.shardCount();
                    return constants.shardCount();
                });
    }

    private Future<@Nullable String> addressOf(int shard, long timeoutMillis) {
        String known = addresses.get(shard);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return bus.request(StoreMessage.ADDRESS, new WhoHolds(shard), timeoutMillis)
                .map(held -> {
                    String address = held.address();
                    if (address != null) {
                        addresses.put(shard, address);
                    }
                    return address;
                });
    }

    /** Whether the term of the owner that answers is over. */
    private static boolean isOver(Message answer) {
        return answer instanceof Changed changed && changed.status() == Changed.Status.NOT_OWNER
                || answer instanceof QueueChanged queue && !queue.landed();
    }

    /** One question, asked until it is answered by the owner or its time is over. */
    private final class Asking<R extends Message, Q extends TimerMessage & Request<R>> {

        private final String key;
        private final IntFunction<Q> messageTo;
        private final long deadline;

        /** @param key what decides on the shard: the name of a queue, or the id of a task in none */
        Asking(String key, IntFunction<Q> messageTo, long timeoutMillis) {
            this.key = key;
            this.messageTo = messageTo;
            deadline = clock.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        }

        Future<R> attempt() {
            return shardCount().compose(count -> askOwner(Shards.of(key, count)));
        }

        private Future<R> askOwner(int shard) {
            return addressOf(shard, remainingMillis())
                    .compose(address -> address == null
                            ? later(new BusFailure(FailureCode.UNAVAILABLE, "nobody holds shard " + shard))
                            : ask(shard, address));
        }

        private Future<R> ask(int shard, String address) {
            Q message = messageTo.apply(shard);
            return bus.request(TimerMessage.of(address), message, remainingMillis())
                    .compose(answer -> isOver(answer)
                            ? Future.failedFuture(new BusFailure(FailureCode.NOT_OWNER, address + " lost it"))
                            : Future.succeededFuture(answer))
                    .recover(failure -> {
                        addresses.remove(shard, address);
                        return mayAskAgain(message, failure) ? later(failure) : Future.failedFuture(failure);
                    });
        }

        /**
         * What may have been done must not be asked for twice, unless twice is the same as once: it would be done
         * again, or refused for having been done.
         */
        private boolean mayAskAgain(Q message, Throwable failure) {
            FailureCode code = failure instanceof BusFailure known ? known.code() : FailureCode.INTERNAL;
            boolean isOnce = message instanceof TimerMessage.Apply apply
                    && !apply.change().isRepeatable();
            return switch (code) {
                case NOT_OWNER, ABSENT -> true;
                case UNAVAILABLE -> !isOnce;
                case BUSY, REFUSED, INTERNAL -> false;
            };
        }

        private Future<R> later(Throwable failure) {
            if (remainingMillis() <= HttpLimits.OWNER_PAUSE_MILLIS) {
                return Future.failedFuture(failure);
            }
            return vertx.timer(HttpLimits.OWNER_PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                    .compose(passed -> attempt());
        }

        private long remainingMillis() {
            return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - clock.nanoTime()));
        }
    }
}
