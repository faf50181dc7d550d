package carillon.timer;

import carillon.message.DeliveryMessage.OrderName;
import carillon.message.Occurrence;
import carillon.message.Pending;
import carillon.message.TimerMessage.Unread;
import carillon.task.Overlap;
import carillon.task.Recurrence;
import carillon.task.RetryPolicy;
import carillon.task.Schedule;
import org.jspecify.annotations.Nullable;

/** An occurrence in the memory of its owner. */
final class Entry {

    /** Where an occurrence stands. */
    enum State {
        /** On the wheel, for its instant. */
        ARMED,
        /** Its attempt number is being written down before the attempt. */
        CHARGING,
        /** With a delivery instance; on the wheel too, for the case that nothing is heard of it. */
        IN_FLIGHT,
        /** Its outcome is being recorded. */
        SETTLING,
        /** A user's change to it is being written. */
        CHANGING,
        /** Not ours any more. */
        GONE
    }

    static final int NO_TIMER = -1;

    /** What the database holds. */
    Pending pending;

    OwnedShard shard;
    State state = State.ARMED;
    int timer = NO_TIMER;
    /** The number of the attempt under way. */
    int attempt;
    /** The number of the next attempt was written down already. */
    boolean charged;
    /** The delivery instance that makes the attempt; null if another owner handed it over to us in flight. */
    @Nullable
    String delivery;
    /** How many orders were given for it; the last one is out while it is in flight. */
    int orders;
    /** The term under which the last one was given; that of its shard may have risen since. */
    long orderTerm;
    /** When its attempt under way was heard to have begun, a reading of the clock; null before, and without a queue. */
    private @Nullable Long heardNanos;
    /** How often in a row nobody was registered for it. */
    int absences;
    /** How often in a row its attempt was not started. */
    int refusals;

    boolean paused;
    /** Its task was redefined while it ran: its outcome is history only, and nothing follows. */
    boolean outdated;
    /** Whether a change of its task landed is not known: what follows its attempt is read from the database. */
    boolean unsure;
    /** An earlier owner may have died of it, so its attempt is written down first. */
    boolean suspect;

    /** The gate of its queue while it waits there. */
    @Nullable
    QueueGate gate;

    /** The gate through which its last order went, if it went through one. */
    @Nullable
    QueueGate orderedBy;

    /** Its place among those that delivery had no room for while it is one of them. */
    SentBack.@Nullable Place sentBack;

    private boolean keepsTurn;
    private long turnSince = Long.MAX_VALUE;
    private @Nullable Schedule schedule;

    Entry(Pending pending, OwnedShard shard) {
        this.pending = pending;
        this.shard = shard;
    }

    Occurrence occurrence() {
        return pending.occurrence();
    }

    /** The name of the last order that was given for it. */
    OrderName orderName() {
        return new OrderName(occurrence(), orderTerm, attempt);
    }

    /** Its next attempt is given to a delivery instance. */
    void order(String to) {
        state = State.IN_FLIGHT;
        delivery = to;
        orderedBy = gate;
        orders++;
        orderTerm = shard.term;
        attempt = nextAttempt();
        heardNanos = null;
    }

    /** An attempt was heard to have begun. */
    void heard(int number, long nanos) {
        if (number == attempt && heardNanos == null) {
            heardNanos = nanos;
        }
    }

    /**
     * When the attempt under way began, a reading of the clock. What its result tells errs late by the time that the
     * result was on its way; what was heard of before begun before, whatever its result tells. So those of a queue, of
     * which each is ordered when the one before was heard of, are recorded in the order in which they began.
     */
    long beganNanos(long told) {
        Long heard = heardNanos;
        return heard == null || told - heard < 0 ? told : heard;
    }

    /** How long to wait before it is offered again now that its attempt was not started: twice as long each time. */
    long nextRefusalMillis() {
        long millis = TimerOptions.REFUSED_MILLIS << Math.min(refusals++, Integer.SIZE);
        return Math.min(millis, TimerOptions.REFUSED_MILLIS_MAX);
    }

    /** Whether the task's schedule moves on when this occurrence ends. */
    boolean movesSchedule() {
        return isOfSchedule() && pending.definition().trigger().recurs();
    }

    /** Whether it is written down beside its schedule before it runs. */
    boolean isSpawning() {
        return movesSchedule() && pending.definition().mayOverlap();
    }

    /** Whether it stands beside its schedule and must not run before those of earlier instants are over. */
    boolean isQueued() {
        return pending.spawned() && recurrence().overlap() == Overlap.QUEUE;
    }

    /** Whether it is of the row that a transaction wrote. */
    boolean isOf(long transaction) {
        return pending.transaction() == transaction;
    }

    int payloadBytes() {
        return pending.definition().payload().length();
    }

    Recurrence recurrence() {
        return pending.definition().recurrence();
    }

    /** When to look after the occurrence of a nominal instant of its schedule. */
    @Nullable
    Long wakeAt(@Nullable Long nominal) {
        return nominal == null ? null : Long.valueOf(schedule().wakeAt(nominal));
    }

    Schedule schedule() {
        Schedule compiled = schedule;
        if (compiled == null) {
            compiled = Schedule.of(pending.id(), pending.definition(), pending.acceptedAt());
            schedule = compiled;
        }
        return compiled;
    }

    /** Nothing that follows from it is due before this: a schedule that is late goes on before a retry was due. */
    long followsFrom() {
        Long began = pending.began();
        if (began == null || !movesSchedule()) {
            return pending.due();
        }
        long next = schedule().next(pending.scheduledFor());
        return next > began ? pending.due() : Math.min(pending.due(), schedule().wakeAt(next));
    }

    /** Since when it waits for its turn in a queue: its due instant, or that of what was passed over at its turn. */
    long waitsSince() {
        return Math.min(turnSince, pending.due());
    }

    /**
     * Ends without an attempt at its turn in a queue: what follows keeps that turn if it is due already, for a queue
     * that is always late would give it no other.
     */
    void keepTurn(@Nullable Long nextDue, long now) {
        keepsTurn = nextDue != null && nextDue <= now;
    }

    /** Does not wait in a queue any more. */
    void leaveQueue() {
        QueueGate left = gate;
        if (left != null) {
            left.remove(this);
            shard.queues.stir(left);
        }
    }

    long timeoutMillis() {
        return shard.queues.settings(pending.definition()).timeoutMillisOf(pending.definition());
    }

    RetryPolicy retry() {
        return shard.queues.settings(pending.definition()).retryOf(pending.definition());
    }

    /** Whether a pause of its task holds it back; what was fired by hand, or revived, goes on. */
    boolean isPausable() {
        return pending.spawned() || isOfSchedule();
    }

    /** Whether it is what the task's row says comes next, and not beside that. */
    boolean isOfSchedule() {
        return !pending.extra() && !outdated;
    }

    /** Whether the database knows nothing of it until it has an outcome: its task was redefined while it ran. */
    boolean isLeftOver() {
        return !pending.extra() && outdated;
    }

    /** Whether something of it is on its way to the database that has to land before anything is changed. */
    boolean isBeingWritten() {
        return state == State.SETTLING || state == State.CHARGING;
    }

    /** Whether it waits for its attempt, or is being written down for it. */
    boolean isUnfired() {
        return state == State.ARMED || state == State.CHARGING;
    }

    /** Whether it is due, and its queue or its handler lets it wait. */
    boolean isHeld(long now) {
        return pending.due() <= now && (gate != null || absences > 0);
    }

    /** What the next owner of its shard must be told of it, because it may not read it; null if it will. */
    @Nullable
    Unread unread() {
        return paused || unsure || isLeftOver() ? new Unread(pending, paused, outdated, unsure) : null;
    }

    int nextAttempt() {
        return attemptsMade() + 1;
    }

    /** How many attempts are known to have been made: the next one was not, though its number may be written down. */
    int attemptsMade() {
        return charged ? pending.attempts() - 1 : pending.attempts();
    }

    /** Whether an attempt was made since it became pending. */
    boolean isTried() {
        return attemptsMade() > pending.spent();
    }

    /** Notes that the number of its next attempt is in the database now, or that it is there no more. */
    void charged(boolean written) {
        pending = pending.again(pending.due(), written ? nextAttempt() : attemptsMade(), pending.began());
        charged = written;
        suspect = !written;
    }

    /** Makes it the next occurrence of its schedule. */
    void advance(long nominal, long due, int fires) {
        long since = keepsTurn ? waitsSince() : Long.MAX_VALUE;
        pending = pending.next(nominal, due, fires);
        rest();
        turnSince = since;
    }

    /**
     * Makes it wait for another attempt.
     *
     * @param startedAt when the last attempt started, or null if none was made
     */
    void postpone(long due, int attemptsMade, @Nullable Long startedAt) {
        Long began = pending.began();
        pending = pending.again(due, attemptsMade, began == null ? startedAt : began);
        rest();
    }

    private void rest() {
        charged = false;
        suspect = false;
        keepsTurn = false;
        turnSince = Long.MAX_VALUE;
        absences = 0;
        delivery = null;
    }
}
