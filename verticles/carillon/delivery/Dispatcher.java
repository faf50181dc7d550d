package carillon.delivery;

import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.AttemptResult.Verdict;
import carillon.message.DeliveryMessage.AskBegun;
import carillon.message.DeliveryMessage.Beginning;
import carillon.message.DeliveryMessage.Begun;
import carillon.message.DeliveryMessage.Credit;
import carillon.message.DeliveryMessage.Deliver;
import carillon.message.DeliveryMessage.Order;
import carillon.message.DeliveryMessage.OrderName;
import carillon.message.DeliveryMessage.Withdraw;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.Occurrence;
import carillon.message.TimerMessage.Start;
import carillon.message.TimerMessage.Started;
import carillon.task.Action;
import carillon.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders, makes their attempts, and hands in the results.
 *
 * <p>For use by one thread: that of the verticle.
 */
final class Dispatcher {

    /** Attempts begun in one turn of the loop; others get their turn before the next ones. */
    private static final int STARTS_PER_TURN_MAX = 64;

    /** Orders wait no longer than this for room: their owners take what is silent too long for lost. */
    static final long WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final Clock clock;
    private final Executor nextTurn;
    private final OrderBook book;
    private final Carriers carriers;
    private final Results results;
    private final BiConsumer<String, Started> began;
    private final DeliveryMetrics metrics;
    private final Credits credits = new Credits();
    private final Remembered<Target> webhookTargets = new Remembered<>(Target::ofUrl);
    private final Promise<Void> drained = Promise.promise();
    /** Owners without room since the last count of sharers. */
    private final Set<String> turnedAway = new HashSet<>();

    private boolean pumping;
    private boolean stopping;

    /** @param began takes the address of an owner, and hears at once when an attempt of a queue has left */
    Dispatcher(
            Clock clock,
            Executor nextTurn,
            OrderBook book,
            Carriers carriers,
            Results results,
            BiConsumer<String, Started> began,
            DeliveryMetrics metrics) {
        this.clock = clock;
        this.nextTurn = nextTurn;
        this.book = book;
        this.carriers = carriers;
        this.results = results;
        this.began = began;
        this.metrics = metrics;
    }

    /** The carrier for each kind of target. */
    record Carriers(Carrier webhooks, Carrier handlers) {
        Carrier of(Target.Kind kind) {
            return switch (kind) {
                case WEBHOOK -> webhooks;
                case HANDLER -> handlers;
            };
        }
    }

    void grant(Credit credit) {
        credits.grant(credit);
    }

    /** Takes orders in; those that cannot wait here are answered at once. */
    void deliver(Deliver message) {
        for (Order order : message.orders()) {
            Attempt attempt = new Attempt(message.owner(), order, target(order.action()), clock.nanoTime());
            if (stopping) {
                notStarted(attempt, NotStarted.STOPPING);
                continue;
            }
            switch (book.add(attempt)) {
                case OrderBook.Taken taken -> replaced(taken.instead());
                case OrderBook.Repeated repeated -> LOG.log(Level.DEBUG, "repeated: {0}", order.occurrence());
                case OrderBook.Refused refused -> {
                    turnedAway.add(message.owner());
                    notStarted(attempt, refused.reason());
                }
            }
        }
        pump();
    }

    /** Takes orders back. What had ended before is told before. */
    Withdrawn withdraw(Withdraw message) {
        List<Occurrence> started = message.orders().stream()
                .filter(book::withdraw)
                .map(OrderName::occurrence)
                .toList();
        results.flush();
        metrics.show(book);
        return new Withdrawn(started);
    }

    /** Says which attempts are being made, and since when. */
    Begun begun(AskBegun message) {
        long nowNanos = clock.nanoTime();
        List<Beginning> beginnings = new ArrayList<>();
        for (Occurrence occurrence : message.occurrences()) {
            Attempt attempt = book.started(occurrence);
            if (attempt != null) {
                beginnings.add(new Beginning(occurrence, attempt.order().attempt(), nowNanos - attempt.startedNanos()));
            }
        }
        return new Begun(beginnings);
    }

    /** To be called each second: sends back what waits in vain, or for an owner that may not be believed any more. */
    void sweep() {
        long nowNanos = clock.nanoTime();
        credits.prune(nowNanos);
        sendBack(book.takeWaiting(attempt -> !credits.holds(attempt.owner(), nowNanos)), "no credit");
        sendBack(book.takeWaiting(attempt -> nowNanos - attempt.arrivedNanos() >= WAIT_NANOS_MAX), NotStarted.NO_ROOM);
    }

    /** How many owners have orders here, or had no room since the last call. */
    int sharers() {
        turnedAway.addAll(book.owners());
        int sharers = turnedAway.size();
        turnedAway.clear();
        return sharers;
    }

    /** The owners that may order: those with credit, at the last {@link #sweep}. */
    Set<String> creditors() {
        return credits.owners();
    }

    /** Sends back what has not started, now and from now on; completes when nothing is under way. */
    Future<Void> drain() {
        stopping = true;
        sendBack(book.takeWaiting(attempt -> true), NotStarted.STOPPING);
        completeIfDrained();
        return drained.future();
    }

    private Target target(Action action) {
        return action instanceof Action.Webhook webhook ? webhookTargets.of(webhook.url()) : Target.of(action);
    }

    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        int left = STARTS_PER_TURN_MAX;
        Attempt next = null;
        while (left > 0 && (next = book.next(clock.nanoTime())) != null) {
            left--;
            make(next);
        }
        pumping = false;
        if (next != null) {
            nextTurn.execute(this::pump);
        }
        metrics.show(book);
    }

    private void make(Attempt attempt) {
        Future<Verdict> verdict;
        try {
            verdict = carriers.of(attempt.target().kind()).carry(attempt.order(), gateOf(attempt));
        } catch (RuntimeException e) {
            verdict = Future.failedFuture(e);
        }
        verdict.onComplete(known -> ended(attempt, known), fault -> ended(attempt, failed(attempt, fault)));
    }

    private Gate gateOf(Attempt attempt) {
        return new Gate() {
            @Override
            public @Nullable NotStarted refusal() {
                return Dispatcher.this.refusal(attempt);
            }

            @Override
            public void left() {
                if (attempt.order().queued()) {
                    began.accept(attempt.owner(), started(attempt.order()));
                }
            }
        };
    }

    private @Nullable NotStarted refusal(Attempt attempt) {
        long nowNanos = clock.nanoTime();
        if (attempt.stage() != Attempt.Stage.CALLED) {
            return new NotStarted("withdrawn");
        }
        if (stopping) {
            return new NotStarted(NotStarted.STOPPING);
        }
        if (!credits.holds(attempt.owner(), nowNanos)) {
            return new NotStarted("no credit");
        }
        if (attempt.isExpired(nowNanos)) {
            return new NotStarted("expired");
        }
        attempt.start(nowNanos);
        return null;
    }

    private static Started started(Order order) {
        return new Started(List.of(new Start(order.occurrence(), order.shard(), order.attempt())));
    }

    private void ended(Attempt attempt, Verdict verdict) {
        book.end(attempt);
        if (!attempt.isWithdrawn()) {
            report(attempt, attempt.startedNanos(), verdict);
        }
        completeIfDrained();
        pump();
    }

    private void completeIfDrained() {
        if (stopping && book.running() == 0) {
            drained.tryComplete();
        }
    }

    private void replaced(@Nullable Attempt instead) {
        if (instead != null) {
            notStarted(instead, "replaced by a newer order");
        }
    }

    private void sendBack(List<Attempt> attempts, String reason) {
        attempts.forEach(attempt -> notStarted(attempt, reason));
        metrics.show(book);
    }

    private void notStarted(Attempt attempt, String reason) {
        report(attempt, clock.nanoTime(), new NotStarted(reason));
    }

    private void report(Attempt attempt, long startedNanos, Verdict verdict) {
        metrics.count(attempt.target().kind(), verdict);
        results.add(attempt.owner(), attempt.order(), startedNanos, verdict);
    }

    private static Failed failed(Attempt attempt, Throwable fault) {
        LOG.log(Level.ERROR, "An attempt of " + attempt.occurrence() + " failed here", fault);
        return new Failed("a fault of the delivery: " + Excerpt.of(String.valueOf(fault)), null);
    }
}
