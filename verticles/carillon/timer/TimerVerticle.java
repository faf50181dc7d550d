package carillon.timer;

import carillon.bus.Bus;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.config.NodeConfig;
import carillon.message.Changed;
import carillon.message.Constants;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.AskConstants;
import carillon.message.StoreMessage.AskTime;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.Resign;
import carillon.message.StoreMessage.TimeRead;
import carillon.message.TimerMessage;
import carillon.message.TimerMessage.Apply;
import carillon.message.TimerMessage.ApplyToQueue;
import carillon.message.TimerMessage.Arm;
import carillon.message.TimerMessage.AskShards;
import carillon.message.TimerMessage.AskStandings;
import carillon.message.TimerMessage.Attempted;
import carillon.message.TimerMessage.Forward;
import carillon.message.TimerMessage.Freed;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.HandOverAgain;
import carillon.message.TimerMessage.HandlerUp;
import carillon.message.TimerMessage.LeaveShards;
import carillon.message.TimerMessage.MemberGone;
import carillon.message.TimerMessage.Present;
import carillon.message.TimerMessage.QueueChanged;
import carillon.message.TimerMessage.Started;
import carillon.time.Clock;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The timer on the bus: one owner of shards, on one event loop, with one Vert.x timer for its next deadline. */
public final class TimerVerticle extends VerticleBase {

    private static final Logger LOG = System.getLogger(TimerVerticle.class.getName());

    /** How often an owner is asked for what no event would bring about, such as to send a request again that failed. */
    private static final long TURN_MILLIS = 500;
    /** How often one that leaves tries to give away again what it could not. */
    private static final long LEAVING_MILLIS = 200;
    /** How often one that stops is asked whether it is done. */
    private static final long STOPPING_MILLIS = 10;
    /** How often the store is asked for while it is not there. */
    private static final long LEARN_MILLIS = 100;

    private static final long ASK_TIMEOUT_MILLIS = 2_000;
    /** How long one that was alone asks whether it still is, where the database does not tell. */
    private static final long ALONE_MILLIS_MAX = 2_000;

    private @Nullable Shift shift;
    /** Since when shards are given to others, however often that is asked for; a time of its monotonic clock. */
    private @Nullable Long leavingSince;

    private boolean waiting;

    /** What runs between start and stop. */
    private record Shift(String address, Bus bus, Owner owner, Alarm alarm, TimerOptions options) {}

    @Override
    public Future<?> start() {
        Bus bus = new Bus(vertx);
        String address = TimerMessage.addressIn(bus.member(), UUID.randomUUID().toString());
        TimerOptions options = TimerOptions.of(NodeConfig.read(config(), Map.of()));
        BusPorts ports = new BusPorts(address, bus, new StoreRequests(Metrics.globalRegistry));
        Owner owner = new Owner(
                address,
                options,
                Clock.system(),
                ports,
                new SplittableRandom(),
                () -> UUID.randomUUID().toString(),
                Metrics.globalRegistry);
        Shift starting = new Shift(address, bus, owner, new Alarm(vertx, owner), options);
        ports.afterAnswer(starting.alarm::set);
        return learn(starting).compose(learned -> listen(starting)).onSuccess(listening -> begin(starting));
    }

    /**
     * Gives the shards to others, or else stops firing; lets what is under way end and be recorded, and frees what is
     * left; says which shards are not clean.
     */
    @Override
    public Future<?> stop() {
        Shift stopping = shift;
        if (stopping == null) {
            return Future.succeededFuture();
        }
        return leave(stopping)
                .compose(left -> {
                    stopping.owner.retire();
                    long giveUp = stopping.owner.nanosIn(stopping.options.drainMillis());
                    return turnUntil(stopping, () -> stopping.owner.mayResign(giveUp));
                })
                .compose(done -> resign(stopping))
                .otherwiseEmpty();
    }

    private Future<Done> leave(LeaveShards leave, Shift asked) {
        boolean isMeant = leave.member().equals(asked.bus.member());
        return isMeant ? leave(asked).map(new Done()) : Future.succeededFuture(new Done());
    }

    /** Completes when others have the shards, when there are none, or when it takes too long. */
    private Future<Void> leave(Shift leaving) {
        Owner owner = leaving.owner;
        long since = Objects.requireNonNullElseGet(leavingSince, () -> owner.nanosIn(0));
        leavingSince = since;
        owner.tenure().leave();
        // What cannot be written or given away at once is tried again with each renewal.
        long renewal = vertx.setPeriodic(LEAVING_MILLIS, id -> owner.tenure().renew());
        return turnUntil(leaving, () -> owner.tenure().hasLeft() || hasTakenTooLong(leaving, since))
                .onComplete(done -> vertx.cancelTimer(renewal));
    }

    private static boolean hasTakenTooLong(Shift leaving, long sinceNanos) {
        long drainMillis = leaving.options.drainMillis();
        boolean wasAlone = leaving.owner.tenure().wasAlone();
        long millisMax = wasAlone ? Math.min(drainMillis, ALONE_MILLIS_MAX) : drainMillis;
        return leaving.owner.nanosIn(-millisMax) - sinceNanos > 0;
    }

    private Future<Void> turnUntil(Shift of, BooleanSupplier condition) {
        Promise<Void> met = Promise.promise();
        vertx.setPeriodic(1, STOPPING_MILLIS, id -> {
            of.owner.turn();
            if (condition.getAsBoolean()) {
                vertx.cancelTimer(id);
                met.complete();
            }
        });
        return met.future();
    }

    private static Future<?> resign(Shift stopping) {
        List<Integer> unclean = stopping.owner.unquiet();
        if (!unclean.isEmpty()) {
            LOG.log(Level.WARNING, "Attempts of shards {0} are still under way; their next owner is told", unclean);
        }
        return stopping.bus
                .request(StoreMessage.ADDRESS, new Resign(stopping.owner.holder(), unclean), ASK_TIMEOUT_MILLIS)
                .onSuccess(done -> stopping.bus.publish(TimerMessage.ALL, new Freed()));
    }

    /** Learns what is to be known before anything else; the store may come up later, in a process of its own. */
    private Future<Void> learn(Shift starting) {
        Promise<Void> learned = Promise.promise();
        learn(starting, learned);
        return learned.future();
    }

    private void learn(Shift starting, Promise<Void> learned) {
        long sentNanos = Clock.system().nanoTime();
        Future<Constants> constants = ask(starting, new AskConstants());
        Future<TimeRead> time = ask(starting, new AskTime());
        Future.all(constants, time)
                .onComplete(
                        both -> {
                            int shards = constants.result().shardCount();
                            starting.owner.begin(
                                    shards, sentNanos, time.result().micros());
                            if (waiting) {
                                LOG.log(Level.INFO, "The store is there; the timer begins");
                            }
                            learned.complete();
                        },
                        failure -> {
                            sayThatItWaits(failure);
                            vertx.setTimer(LEARN_MILLIS, id -> learn(starting, learned));
                        });
    }

    private void sayThatItWaits(Throwable failure) {
        if (!waiting) {
            LOG.log(Level.INFO, "The timer waits for a StoreVerticle, and for its database: {0}", failure.getMessage());
            waiting = true;
        }
    }

    private static <A extends Message> Future<A> ask(Shift from, Request<A> question) {
        return from.bus.request(StoreMessage.ADDRESS, question, ASK_TIMEOUT_MILLIS);
    }

    private Future<?> listen(Shift starting) {
        return Future.all(
                starting.bus
                        .serve(TimerMessage.of(starting.address), message -> serve(starting, message))
                        .completion(),
                starting.bus
                        .serve(TimerMessage.ALL, message -> serve(starting, message))
                        .completion());
    }

    private void begin(Shift begun) {
        shift = begun;
        begun.owner.renew();
        vertx.setPeriodic(begun.options.leaseMillis() / 3, id -> begun.owner.renew());
        vertx.setPeriodic(TURN_MILLIS, id -> {
            begun.owner.turn();
            begun.alarm.set();
        });
    }

    private Future<? extends Message> serve(Shift to, TimerMessage message) {
        Owner owner = to.owner;
        Promise<Changed> changed = Promise.promise();
        Future<? extends Message> answer = Future.succeededFuture(new StoreMessage.Done());
        switch (message) {
            case Arm arm -> owner.arm(arm.pending(), arm.whole());
            case Apply apply -> {
                owner.apply(apply.change(), apply.shard(), new PromiseReply<>(changed));
                answer = changed.future();
            }
            case AskStandings ask -> {
                Promise<TimerMessage.Standings> standings = Promise.promise();
                owner.standings().tell(ask.ids(), new PromiseReply<>(standings));
                answer = standings.future();
            }
            case AskShards ask ->
                answer = Future.succeededFuture(owner.standings().shards());
            case ApplyToQueue apply -> {
                Promise<QueueChanged> queue = Promise.promise();
                owner.apply(apply.change(), new PromiseReply<>(queue));
                answer = queue.future();
            }
            case Attempted attempted -> owner.attempted(attempted.results());
            case Started started -> owner.began(started.starts());
            case Present present -> owner.present(present);
            case MemberGone gone -> owner.memberGone(gone.member());
            case Freed freed -> owner.tenure().renewAnew();
            case HandlerUp up -> owner.handlerUp(up.name());
            case HandOver slice -> owner.handOver(slice);
            case HandOverAgain again -> owner.handOver(again.slice());
            case LeaveShards leave -> answer = leave(leave, to);
            case Forward forward -> owner.attempted(forward.results());
        }
        to.alarm.set();
        return answer;
    }
}
