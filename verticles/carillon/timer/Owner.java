package carillon.timer;

import carillon.message.AttemptResult;
import carillon.message.Changed;
import carillon.message.Pending;
import carillon.message.QueueChange;
import carillon.message.TaskChange;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.Present;
import carillon.message.TimerMessage.QueueChanged;
import carillon.message.TimerMessage.Start;
import carillon.message.Whole;
import carillon.time.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Owns shards and decides when: the whole of a timer but its wires.
 *
 * <p>For one thread. Everything that comes in may make something due or leave something to write, so whoever calls in
 * asks afterwards for {@link #nextWakeMillis()} and calls {@link #turn()} then.
 */
final class Owner {

    /** Work that is due but was bounded away goes on after this. */
    private static final long AGAIN_MILLIS = 1;

    /** The wheel starts so long ago, for this node's clock may be ahead of the database's: what is late costs more. */
    private static final long AHEAD_MAX_MILLIS = Duration.ofDays(365).toMillis();

    private final Time time;
    private final Map<Integer, OwnedShard> owned = new HashMap<>();
    private final Agenda agenda;
    private final Deliveries deliveries;
    private final Crediting crediting;
    private final Flights flights = new Flights();
    private final Abandoned abandoned = new Abandoned();
    private final Told told;
    private final Reader reader;
    private final Settler settler;
    private final Absences absences;
    private final ResultRoutes routes;
    private final Firing firing;
    private final Queues queues;
    private final QueueLoading queueLoading;
    private final ChangeJobs changes = new ChangeJobs();
    private final Changer changer;
    private final QueueChanger queueChanger;
    private final HandOvers handOvers;
    private final Arrivals arrivals;
    private final Acknowledger acknowledger;
    private final Shards shards;
    private final Tenure tenure;
    private final Silence silence;
    private final TimerMetrics metrics;
    private final HeldMetrics heldMetrics;
    private final Standings standings;

    Owner(
            String address,
            TimerOptions options,
            Clock clock,
            Ports given,
            RandomGenerator random,
            Supplier<String> holders,
            MeterRegistry registry) {
        Ports ports = new PromptPorts(given, this::turn);
        time = new Time(clock);
        metrics = new TimerMetrics(registry, options.latenessObjectiveMillis());
        heldMetrics = new HeldMetrics(registry, address);
        agenda = new Agenda(clock.epochMillis() - AHEAD_MAX_MILLIS, options.armedMax(), options.armedBytesMax());
        deliveries = new Deliveries(options.node());
        crediting = new Crediting(address, time, deliveries, ports);
        queues = new Queues(time, agenda, ports, options, owned);
        queueLoading = new QueueLoading(time, ports, owned);
        Admission admission = new Admission(time, agenda, options, owned, flights, changes, abandoned);
        Recent recent = new Recent();
        Known known = new Known();
        told = new Told(time, options, owned, admission, recent, known);
        settler = new Settler(time, agenda, ports, admission, recent, metrics);
        Backpressure backpressure = new Backpressure(settler, recent, options);
        reader = new Reader(
                time, agenda, ports, options, queues, owned, changes, admission, recent, known, backpressure);
        absences = new Absences(owned, time, agenda, changes, options, metrics);
        Results results = new Results(time, agenda, ports, deliveries, settler, absences, metrics, random);
        Charges charges = new Charges(time, agenda, ports, results, metrics);
        Policies policies = new Policies(agenda, settler, results, absences, metrics);
        Withdrawals withdrawals = new Withdrawals(ports);
        Orders orders = new Orders(address, ports, deliveries, withdrawals);
        firing = new Firing(
                time, agenda, deliveries, backpressure, orders, results, policies, charges, queues, changes, metrics);
        Touched touched = new Touched(time, agenda, deliveries, admission, recent, results, abandoned);
        changer =
                new Changer(changes, time, agenda, ports, touched, recent, backpressure, withdrawals, flights, metrics);
        queueChanger = new QueueChanger(time, ports, withdrawals, metrics);
        standings = new Standings(owned, agenda, absences, backpressure, time, ports);
        acknowledger = new Acknowledger(time, ports, recent, settler, changes, metrics);
        handOvers = new HandOvers(address, time, ports, withdrawals, acknowledger, queues, changes, metrics);
        shards = new Shards(owned, time, agenda, deliveries, withdrawals, metrics, handOvers);
        tenure = new Tenure(address, options, time, ports, shards, flights, holders, metrics.leases);
        arrivals = new Arrivals(time, shards, flights, handOvers, told, queues, tenure, metrics.leases);
        routes = new ResultRoutes(owned, queues, changer, results, handOvers, flights, abandoned, metrics);
        tenure.onTrust(crediting::answerAgain);
        silence = new Silence(owned, time, agenda, deliveries, results, changes);
        changer.onResults(kept -> {
            kept.forEach(routes::take);
            settler.flush();
        });
        handOvers.onResults(kept -> kept.forEach(routes::unlessChanging));
        withdrawals.onNotStarted(routes::heard);
        agenda.onRemove(absences::forget);
        settler.onRest(changer::rested);
        shards.onChange(this::turn);
        shards.onLeft(changer::left);
    }

    /**
     * Says how many shards there are, and what the database's clock showed between a reading of ours and this moment.
     * Before anything else: other owners hand their shards over as soon as our lease is written.
     */
    void begin(int shards, long sentNanos, long databaseMicros) {
        queueLoading.begin(shards);
        time.database.sample(sentNanos, time.clock.nanoTime(), databaseMicros);
    }

    String holder() {
        return tenure.holder();
    }

    Tenure tenure() {
        return tenure;
    }

    int entries() {
        return agenda.size();
    }

    long payloadBytes() {
        return agenda.bytes();
    }

    /** How many occurrences are known to wait for a handler. */
    int absent() {
        return absences.size();
    }

    /** How many results of attempts are awaited that were under way when their shards changed hands. */
    int resultsAwaited() {
        return handOvers.awaited() + flights.size();
    }

    /** Renews the lease and looks after what takes longer than a turn. Every second or so. */
    void renew() {
        tenure.renew();
        queues.sweep();
        absences.sweep();
        heldMetrics.show(owned.values(), absences.size(), settler.waiting(), agenda);
        flights.forgetLost(time.now());
        abandoned.forget(time.now());
        handOvers.forgetLost();
        silence.lookFor();
    }

    /** Does what is to be done now. Also to be called when nothing happened for half a second. */
    void turn() {
        for (AttemptResult early = flights.nextReady(); early != null; early = flights.nextReady()) {
            routes.unlessChanging(early);
        }
        changer.proceed();
        queueLoading.load();
        firing.fire();
        settler.flush();
        tenure.claimant().reclaimDoubtful();
        handOvers.proceed();
        reader.read();
        acknowledger.acknowledge(owned.values());
    }

    /** How long until something is due or to be written, in milliseconds, or {@link Long#MAX_VALUE}. */
    long nextWakeMillis() {
        long settling = settler.nextWakeMillis();
        if (firing.isBlocked() || !time.trusted()) {
            return settling;
        }
        long deadline = agenda.nextDeadline();
        long left = deadline == Long.MAX_VALUE ? Long.MAX_VALUE : deadline - time.now();
        return Math.max(AGAIN_MILLIS, Math.min(settling, Math.min(left, queues.nextWakeMillis())));
    }

    /**
     * Takes in what was just committed.
     *
     * @param whole says what this is all of; null if that is not known
     */
    void arm(List<Pending> pending, @Nullable Whole whole) {
        told.take(pending, whole);
        handOvers.passOn(pending, owned.keySet());
        turn();
    }

    /** Takes in results of attempts. */
    void attempted(List<AttemptResult> batch) {
        batch.forEach(routes::heard);
        turn();
    }

    /** Attempts of queues began. */
    void began(List<Start> starts) {
        queues.began(starts);
        turn();
    }

    /** A delivery instance is there: it gets credit for as long as our lease may be believed. */
    void present(Present present) {
        crediting.answer(present);
        turn();
    }

    /** A member of the cluster is reported gone. */
    void memberGone(String member) {
        deliveries.memberGone(member);
        tenure.memberGone(member);
    }

    /** A handler was registered. */
    void handlerUp(String name) {
        absences.up(name);
        turn();
    }

    /** Stops firing, for good. */
    void retire() {
        tenure.end();
        heldMetrics.close();
        shards.retire();
    }

    /**
     * Whether the lease may be ended: nothing is under way, or it was waited for until a moment. What is done is
     * acknowledged then. While the lease may be believed attempts may begin, so its end is waited for in any case.
     */
    boolean mayResign(long giveUpNanos) {
        boolean quiet = resultsAwaited() == 0 && unquiet().isEmpty();
        if (quiet) {
            acknowledger.acknowledgeNow(owned.values());
        }
        return quiet || time.clock.nanoTime() - giveUpNanos > 0 && !time.trusted();
    }

    /** The shards of which something is in flight or being written. */
    List<Integer> unquiet() {
        // Of what was handed over and not read yet nobody knows the shard.
        boolean unread = flights.size() > 0;
        return owned.values().stream()
                .filter(shard -> unread || !shard.isQuiet())
                .map(shard -> shard.number)
                .toList();
    }

    /** A moment from now, on the monotonic clock. */
    long nanosIn(long millis) {
        return time.clock.nanoTime() + Time.nanos(millis);
    }

    /** Carries out a user's change. */
    void apply(TaskChange change, int number, Reply<Changed> reply) {
        OwnedShard shard = shards.changeable(number, reply);
        if (shard != null) {
            absences.changed(change.id());
            changer.apply(change, shard, reply);
            turn();
        }
    }

    /** Tells what is under way. */
    Standings standings() {
        return standings;
    }

    /** Carries out an operator's change to a queue. */
    void apply(QueueChange change, Reply<QueueChanged> reply) {
        OwnedShard shard = shards.changeable(queueLoading.shardOf(change.name()), reply);
        if (shard != null) {
            queueChanger.apply(change, shard, reply);
            turn();
        }
    }

    /** Takes shards over from an owner that hands them over. */
    void handOver(HandOver slice) {
        arrivals.take(slice);
        turn();
    }
}
