package carillon.timer;

import carillon.message.DeliveryMessage.Order;
import carillon.task.Definition;
import carillon.timer.Entry.State;

/** Hands what is due to delivery, a batch at a time, while our lease may be believed. */
final class Firing {

    private final Time time;
    private final Agenda agenda;
    private final Deliveries deliveries;
    private final Backpressure backpressure;
    private final Orders orders;
    private final Results results;
    private final Policies policies;
    private final Charges charges;
    private final Queues queues;
    private final ChangeJobs changes;
    private final TimerMetrics metrics;
    private boolean blocked;

    Firing(
            Time time,
            Agenda agenda,
            Deliveries deliveries,
            Backpressure backpressure,
            Orders orders,
            Results results,
            Policies policies,
            Charges charges,
            Queues queues,
            ChangeJobs changes,
            TimerMetrics metrics) {
        this.time = time;
        this.agenda = agenda;
        this.deliveries = deliveries;
        this.backpressure = backpressure;
        this.orders = orders;
        this.results = results;
        this.policies = policies;
        this.charges = charges;
        this.queues = queues;
        this.changes = changes;
        this.metrics = metrics;
    }

    /** Fires what is due now, up to a batch; more may be left for the next turn of the loop. */
    void fire() {
        if (!time.trusted()) {
            return;
        }
        long now = time.now();
        blocked = false;
        int taken = poll(now);
        // What a poll does is bounded: where many timers come near at once it hands nothing out before they are sorted.
        for (int polls = 1; polls < TimerOptions.POLLS_MAX && taken == 0 && isMoreDue(now); polls++) {
            taken = poll(now);
        }
        if (taken < TimerOptions.POLL_MAX && !isMoreDue(now)) {
            // What is due and not polled yet may come first in its queue.
            queues.start(
                    TimerOptions.POLL_MAX, entry -> mayBegin() && (policies.divert(entry, now) || start(entry, now)));
        }
        results.flush();
        charges.flush();
        orders.send();
    }

    private int poll(long now) {
        return agenda.poll(now, TimerOptions.POLL_MAX, entry -> take(entry, now));
    }

    private boolean isMoreDue(long now) {
        return !blocked && agenda.nextDeadline() <= now;
    }

    /**
     * Whether something is due that waits for others to end: no delivery instance has a place for it, or there is
     * backpressure. The next result, or the next answer of the store, makes room.
     */
    boolean isBlocked() {
        return blocked;
    }

    private boolean take(Entry entry, long now) {
        if (changes.holdBack(entry)) {
            agenda.arm(entry, now + TimerOptions.LOOK_AGAIN_MILLIS);
            return true;
        }
        if (entry.state == State.IN_FLIGHT) {
            agenda.disarm(entry);
            queues.gaveUp(entry);
            results.lost(entry);
            return true;
        }
        if (entry.shard.ceding) {
            agenda.disarm(entry);
            return true;
        }
        if (!mayBegin()) {
            return false;
        }
        if (policies.divert(entry, now)) {
            return true;
        }
        String queue = entry.pending.definition().queueName();
        if (queue == null) {
            Entry first = agenda.firstOf(entry);
            return first == entry ? start(entry, now) : take(first, now);
        }
        queues.hold(entry, queue);
        return true;
    }

    /** Whether anything more may be started, or end without that. */
    private boolean mayBegin() {
        boolean isHeldUp = backpressure.isOn();
        blocked |= isHeldUp;
        return !isHeldUp;
    }

    private boolean start(Entry entry, long now) {
        if (entry.suspect) {
            queues.charge(entry);
            charges.add(entry);
            return true;
        }
        return dispatch(entry, now);
    }

    private boolean dispatch(Entry entry, long now) {
        String delivery = deliveries.pick(time.clock.nanoTime());
        if (delivery == null) {
            blocked = true;
            return false;
        }
        deliveries.gave(delivery);
        Definition definition = entry.pending.definition();
        entry.order(delivery);
        long timeout = entry.timeoutMillis();
        queues.ordered(entry, timeout);
        agenda.arm(entry, now + timeout + TimerOptions.LOST_AFTER_MILLIS);
        orders.add(delivery, entry, order(entry, definition, now));
        entry.shard.fired();
        metrics.fired();
        return true;
    }

    private static Order order(Entry entry, Definition definition, long now) {
        Order order = new Order(
                entry.occurrence(),
                entry.shard.number,
                entry.orderTerm,
                entry.attempt,
                entry.pending.due(),
                definition.action(),
                definition.payload(),
                entry.timeoutMillis(),
                definition.priority());
        Long within = Lateness.startWithin(entry, now);
        Order timely = within == null ? order : order.withStartWithin(within);
        return definition.queue() == null ? timely : timely.ofQueue();
    }
}
