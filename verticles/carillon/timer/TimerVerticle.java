package carillon.timer;

import carillon.bus.Bus;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.config.NodeConfig;
import carillon.message.Changed;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.AskConstants;
import carillon.message.StoreMessage.AskTime;
import carillon.message.StoreMessage.Constants;
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
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.HandlerUp;
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
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The timer on the bus: one owner of shards, on one event loop, with one Vert.x timer for its next deadline. */
public final class TimerVerticle extends VerticleBase {

    private static final Logger LOG = System.getLogger(TimerVerticle.class.getName());

    /** How often an owner is asked for what no event would bring about. */
    private static final long HEARTBEAT_MILLIS = 100;

    private static final long ASK_TIMEOUT_MILLIS = 2_000;

    private final String address = "carillon.timer." + UUID.randomUUID();
    private @Nullable Shift shift;
    private boolean waiting;

    /** What runs between start and stop. */
    private record Shift(Bus bus, Owner owner, Alarm alarm, TimerOptions options) {}

    @Override
    public Future<?> start() {
        Bus bus = new Bus(vertx);
        TimerOptions options = TimerOptions.of(NodeConfig.read(config(), Map.of()));
        BusPorts ports = new BusPorts(bus, new StoreRequests(Metrics.globalRegistry));
        Owner owner = new Owner(
                address,
                options,
                Clock.system(),
                ports,
                new SplittableRandom(),
                () -> UUID.randomUUID().toString(),
                Metrics.globalRegistry);
        Shift starting = new Shift(bus, owner, new Alarm(vertx, owner), options);
        ports.afterAnswer(starting.alarm::set);
        return learn(starting).compose(learned -> listen(starting)).onSuccess(listening -> begin(starting));
    }

    /** Stops firing, lets what is under way end and be recorded, and frees the shards; says which are not clean. */
    @Override
    public Future<?> stop() {
        Shift stopping = shift;
        if (stopping == null) {
            return Future.succeededFuture();
        }
        stopping.owner.retire();
        Promise<Void> quiet = Promise.promise();
        long giveUp = stopping.owner.nanosIn(stopping.options.drainMillis());
        vertx.setPeriodic(1, HEARTBEAT_MILLIS / 10, id -> {
            stopping.owner.turn();
            if (stopping.owner.mayResign(giveUp)) {
                vertx.cancelTimer(id);
                quiet.tryComplete();
            }
        });
        return quiet.future().compose(done -> resign(stopping)).otherwiseEmpty();
    }

    private static Future<?> resign(Shift stopping) {
        List<Integer> unclean = stopping.owner.unquiet();
        if (!unclean.isEmpty()) {
            LOG.log(Level.WARNING, "Attempts of shards {0} are still under way; their next owner is told", unclean);
        }
        return stopping.bus.request(
                StoreMessage.ADDRESS, new Resign(stopping.owner.holder(), unclean), ASK_TIMEOUT_MILLIS);
    }

    /** Asks for what is to be known before anything else. */
    private Future<Void> learn(Shift starting) {
        long sentNanos = Clock.system().nanoTime();
        return Future.all(ask(starting, new AskConstants()), ask(starting, new AskTime()))
                .<Void>map(facts -> {
                    Constants constants = facts.resultAt(0);
                    TimeRead time = facts.resultAt(1);
                    starting.owner.begin(constants.shardCount(), sentNanos, time.micros());
                    if (waiting) {
                        LOG.log(Level.INFO, "The store is there; the timer begins");
                    }
                    return null;
                })
                .recover(failure -> learnLater(starting, failure));
    }

    /** The store may come up later, in a process of its own. */
    private Future<Void> learnLater(Shift starting, Throwable failure) {
        if (!waiting) {
            LOG.log(Level.INFO, "The timer waits for a StoreVerticle, and for its database: {0}", failure.getMessage());
            waiting = true;
        }
        return vertx.timer(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS).compose(passed -> learn(starting));
    }

    private static <A extends Message> Future<A> ask(Shift from, Request<A> question) {
        return from.bus.request(StoreMessage.ADDRESS, question, ASK_TIMEOUT_MILLIS);
    }

    private Future<?> listen(Shift starting) {
        return Future.all(
                starting.bus
                        .serve(TimerMessage.of(address), message -> serve(starting, message))
                        .completion(),
                starting.bus
                        .serve(TimerMessage.ALL, message -> serve(starting, message))
                        .completion());
    }

    private void begin(Shift begun) {
        shift = begun;
        begun.owner.renew();
        vertx.setPeriodic(begun.options.leaseMillis() / 3, id -> begun.owner.renew());
        vertx.setPeriodic(HEARTBEAT_MILLIS, id -> {
            begun.owner.turn();
            begun.alarm.set();
        });
    }

    private static Future<? extends Message> serve(Shift to, TimerMessage message) {
        Owner owner = to.owner;
        Promise<Changed> changed = Promise.promise();
        Future<? extends Message> answer = Future.succeededFuture(new StoreMessage.Done());
        switch (message) {
            case Arm arm -> owner.arm(arm.pending());
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
            case HandlerUp up -> owner.handlerUp(up.name());
            case HandOver slice -> owner.handOver(slice);
            case Forward forward -> owner.attempted(forward.results());
        }
        to.alarm.set();
        return answer;
    }
}
