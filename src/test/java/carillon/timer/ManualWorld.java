package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.bus.Message;
import carillon.bus.Request;
import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.AttemptResult;
import carillon.message.DeliveryMessage;
import carillon.message.DeliveryMessage.AskBegun;
import carillon.message.DeliveryMessage.Begun;
import carillon.message.DeliveryMessage.Deliver;
import carillon.message.DeliveryMessage.Order;
import carillon.message.DeliveryMessage.OrderName;
import carillon.message.DeliveryMessage.Withdrawn;
import carillon.message.Inheritance;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Standing;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Claim;
import carillon.message.StoreMessage.Claimed;
import carillon.message.StoreMessage.Done;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadDue;
import carillon.message.StoreMessage.ReadNew;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import carillon.message.StoreMessage.Settle;
import carillon.message.StoreMessage.Settled;
import carillon.message.TimerMessage;
import carillon.message.TimerMessage.HandOver;
import carillon.message.TimerMessage.Present;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Trigger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/** An owner whose world is a test: every request waits until the test answers it. */
final class ManualWorld implements Ports {

    static final long START = 1_800_000_000_000L;
    static final String ADDRESS = "me";
    static final String DELIVERY = "delivery";
    /** How many orders the delivery takes at a time. */
    static final int WINDOW = 10;

    final SimulatedTime time = new SimulatedTime(START);
    final Owner owner;
    final List<Order> orders = new ArrayList<>();
    /** Which delivery each of them was given to. */
    final List<String> receivers = new ArrayList<>();
    /** For each batch of orders, what to run if there is no such delivery. */
    final Deque<Runnable> foundNobody = new ArrayDeque<>();

    final List<DeliveryMessage> told = new ArrayList<>();
    final List<AttemptResult> forwarded = new ArrayList<>();
    final List<Pending> passedOn = new ArrayList<>();
    final List<Integer> announced = new ArrayList<>();
    int freed;
    final List<HandOver> slices = new ArrayList<>();
    int toldAgain;
    /** Whether the next owner answers by itself when shards are handed over to it. */
    boolean hears = true;

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Deque<Asked<?>> asked = new ArrayDeque<>();
    private final Deque<Asked<Withdrawn>> withdrawals = new ArrayDeque<>();
    private int holders;
    private long transaction = 10;

    /** A request and who waits for its answer. */
    record Asked<R>(Object request, Reply<R> reply) {}

    ManualWorld() {
        this(TimerOptions.DEFAULT);
    }

    ManualWorld(TimerOptions options) {
        owner = new Owner(ADDRESS, options, time, this, new SplittableRandom(1), () -> "holder-" + ++holders, registry);
        owner.begin(1, time.nanoTime(), time.databaseMicros());
    }

    /** A world whose owner has room for so many occurrences. */
    static ManualWorld owning(int armedMax) {
        return owning(armedMax, TimerOptions.DEFAULT.armedBytesMax());
    }

    /** A world whose owner has room for so many occurrences, and for so many bytes of payload. */
    static ManualWorld owning(int armedMax, long armedBytesMax) {
        return gained(small(armedMax, armedBytesMax), true);
    }

    /** A world with room for so many occurrences, of which those that are due may have killed the owner before. */
    static ManualWorld owningAfterACrash(int armedMax) {
        return gained(small(armedMax), false);
    }

    private static ManualWorld gained(ManualWorld world, boolean clean) {
        world.holdUnder(1, clean);
        world.readNothing();
        return world;
    }

    /** A world whose owner has room for so many occurrences, and holds nothing yet. */
    static ManualWorld small(int armedMax) {
        return small(armedMax, TimerOptions.DEFAULT.armedBytesMax());
    }

    private static ManualWorld small(int armedMax, long armedBytesMax) {
        TimerOptions all = TimerOptions.DEFAULT;
        return new ManualWorld(new TimerOptions(
                all.leaseMillis(),
                all.marginMillis(),
                armedMax,
                armedBytesMax,
                all.horizonMillis(),
                all.safetyMillis(),
                all.drainMillis(),
                all.latenessObjectiveMillis(),
                all.node()));
    }

    /** A world in which the owner holds shard 0 under term 1 and has read all there is. */
    static ManualWorld owning() {
        ManualWorld world = new ManualWorld();
        world.holdUnder(1, true);
        world.readNothing();
        return world;
    }

    /** Lets the owner claim shard 0. */
    void holdUnder(long term, boolean clean) {
        owner.renew();
        answer(Renew.class, renewed(true, new Holding(0, null, term - 1)));
        answer(Claim.class, claimed(term, clean));
        present();
    }

    void present() {
        present(DELIVERY, false);
    }

    void present(String delivery, boolean leaving) {
        owner.present(new Present(delivery, "node", WINDOW, time.nanoTime(), 0, leaving));
    }

    /** Answers the reads that are waiting with nothing. */
    void readNothing() {
        while (isAsked(ReadNew.class) || isAsked(ReadDue.class)) {
            if (isAsked(ReadNew.class)) {
                answer(ReadNew.class, new NewPage(List.of(), new ReadPoint(transaction, transaction, List.of())));
            } else {
                answer(ReadDue.class, DuePages.of(List.of(), List.of(0)));
            }
        }
    }

    /** Renews the lease with nothing changed. */
    void renew(long term) {
        owner.renew();
        answer(Renew.class, renewed(true, new Holding(0, owner.holder(), term)));
        present();
    }

    /** Shows the owner that it is to give its shard to another live holder; answers who that is. */
    Holder renewBesideABetterHolder() {
        owner.renew();
        return showABetterHolder();
    }

    /** Answers a renewal under way likewise. */
    Holder showABetterHolder() {
        Holder me = new Holder(owner.holder(), ADDRESS, true, true);
        Holder other = new Holder("other", "other", true);
        Board board = new Board(List.of(me, other), List.of(new Holding(0, owner.holder(), 1)));
        answer(Renew.class, new Renewed(true, time.databaseMicros(), board));
        return other;
    }

    Renewed renewed(boolean granted, Holding... holdings) {
        return new Renewed(
                granted,
                time.databaseMicros(),
                new Board(List.of(new Holder(owner.holder(), ADDRESS, true)), List.of(holdings)));
    }

    Claimed claimed(long term, boolean clean) {
        return new Claimed(
                List.of(new Inheritance(new Holding(0, owner.holder(), term), START, ReadPoint.START, clean)));
    }

    /** A one-shot that was just committed, due in so many milliseconds. */
    Pending oneShot(String id, long inMillis) {
        long due = time.databaseMillis() + inMillis;
        return pending(id, Definition.of(new Trigger.At(due), new Action.Handler("work")), due);
    }

    Pending pending(String id, Definition definition, long due) {
        return new Pending(id, 0, 1, definition, time.databaseMillis(), due, due, 0, false, transaction++);
    }

    /** The owner of shard 0 gains shard 1, of which nothing is known yet. */
    void gainSecond() {
        owner.renew();
        answer(Renew.class, renewed(true, new Holding(0, owner.holder(), 1), new Holding(1, null, 0)));
        Holding second = new Holding(1, owner.holder(), 1);
        answer(Claim.class, new Claimed(List.of(new Inheritance(second, START, ReadPoint.START, true))));
    }

    /** An occurrence that is pending again after so many attempts. */
    Pending revived(String id, Definition definition, long due, int spent) {
        long now = time.databaseMillis();
        return new Pending(id, 0, 1, definition, now, due, due, spent, false, transaction++, 0, null, false, 0, spent);
    }

    /** Lets time pass; nobody but the caller wakes the owner. */
    void pass(long millis) {
        time.in(millis * 1_000, () -> {});
        time.runUntil(Long.MAX_VALUE, () -> {});
    }

    /** Lets time pass, and the millisecond that the owner's clock may lag behind, and wakes the owner. */
    void passAndTurn(long millis) {
        pass(millis + 1);
        owner.turn();
    }

    Order onlyOrder() {
        if (orders.size() != 1) {
            throw new AssertionError("not one order but " + orders);
        }
        return orders.getFirst();
    }

    void result(Order order, AttemptResult.Verdict verdict) {
        owner.attempted(List.of(
                new AttemptResult(order.occurrence(), order.shard(), order.term(), order.attempt(), 0, 0, verdict)));
    }

    /** Asks what is under way of a task; the answer is added to a list when it comes. */
    void askStandings(String id, List<Standing> told) {
        owner.standings().tell(List.of(id), new Reply<>() {
            @Override
            public void answered(TimerMessage.Standings answer) {
                told.addAll(answer.standings());
            }

            @Override
            public void failed(BusFailure failure) {
                throw new AssertionError(failure);
            }
        });
    }

    Settle settle(boolean landed) {
        Settle request = request(Settle.class);
        answer(
                Settle.class,
                new Settled(request.settlements().stream().map(each -> landed).toList()));
        return request;
    }

    boolean isAsked(Class<?> type) {
        return asked.stream().anyMatch(each -> type.isInstance(each.request));
    }

    <T> T request(Class<T> type) {
        return type.cast(find(type).request);
    }

    @SuppressWarnings("unchecked") // each request type has one type of answer
    <R> void answer(Class<?> type, R answer) {
        ((Asked<R>) take(type)).reply.answered(answer);
    }

    void fail(Class<?> type) {
        fail(type, FailureCode.UNAVAILABLE);
    }

    void fail(Class<?> type, FailureCode code) {
        take(type).reply.failed(new BusFailure(code, "there is none"));
    }

    boolean isWithdrawn() {
        return !withdrawals.isEmpty();
    }

    /** The orders that are to be taken back. */
    @SuppressWarnings("unchecked") // nothing else is asked for here
    List<OrderName> withdrawn() {
        return (List<OrderName>) withdrawals.element().request();
    }

    void answerWithdrawal(List<Occurrence> started) {
        withdrawals.remove().reply.answered(new Withdrawn(started));
    }

    private Asked<?> take(Class<?> type) {
        Asked<?> found = find(type);
        asked.remove(found);
        return found;
    }

    private Asked<?> find(Class<?> type) {
        return asked.stream()
                .filter(each -> type.isInstance(each.request))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " among " + asked));
    }

    @Override
    public <R extends Message, Q extends StoreMessage & Request<R>> void ask(Q request, Reply<R> reply) {
        asked.add(new Asked<>(request, reply));
    }

    @Override
    public void order(String delivery, Deliver orders, Runnable foundNobodyThere) {
        tell(delivery, orders);
        foundNobody.addLast(foundNobodyThere);
    }

    @Override
    public void tell(String delivery, DeliveryMessage message) {
        told.add(message);
        if (message instanceof Deliver deliver) {
            orders.addAll(deliver.orders());
            deliver.orders().forEach(order -> receivers.add(delivery));
        }
    }

    @Override
    public void withdraw(String delivery, List<OrderName> orders, Reply<Withdrawn> reply) {
        withdrawals.add(new Asked<>(orders, reply));
    }

    @Override
    public void askBegun(String delivery, List<Occurrence> occurrences, Reply<Begun> reply) {
        asked.add(new Asked<>(new AskBegun(occurrences), reply));
    }

    @Override
    public void forward(String to, List<AttemptResult> results) {
        forwarded.addAll(results);
    }

    @Override
    public void passOn(String to, List<Pending> pending) {
        passedOn.addAll(pending);
    }

    @Override
    public void announce(String self, List<Integer> shards) {
        announced.addAll(shards);
    }

    @Override
    public void freed() {
        freed++;
    }

    @Override
    public void handOver(String to, HandOver slice, boolean again, Reply<Done> reply) {
        slices.add(slice);
        toldAgain += again ? 1 : 0;
        if (hears) {
            reply.answered(new Done());
        } else {
            asked.add(new Asked<>(slice, reply));
        }
    }
}
