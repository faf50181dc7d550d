package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.Charged;
import carillon.message.StoreMessage.Charge;
import carillon.message.StoreMessage.Settled;
import carillon.timer.Entry.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gives numbers back that were written down for attempts which nobody was there to make, so that waiting uses up none:
 * neither for this owner nor for the next one. Each is written down anew before it is tried again.
 */
final class Refunds {

    private final Ports ports;
    private final TimerMetrics metrics;
    private final List<Refund> waiting = new ArrayList<>();

    private record Refund(Entry entry, Consumer<Entry> then) {}

    Refunds(Ports ports, TimerMetrics metrics) {
        this.ports = ports;
        this.metrics = metrics;
    }

    /** Gives back the number of an entry's next attempt; then the entry goes on, if it is still there. */
    void add(Entry entry, Consumer<Entry> then) {
        entry.state = State.CHARGING;
        waiting.add(new Refund(entry, then));
    }

    /** Writes what waits; for doubtful shards when nothing old can land there any more. */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        waiting.removeIf(refund -> refund.entry.state != State.CHARGING);
        List<Refund> batch =
                waiting.stream().filter(refund -> !refund.entry.shard.doubtful).toList();
        if (batch.isEmpty()) {
            return;
        }
        waiting.removeAll(batch);
        List<Charged> charges =
                batch.stream().map(refund -> Charges.charge(refund.entry, true)).toList();
        ports.ask(new Charge(charges), new Reply<Settled>() {
            @Override
            public void answered(Settled answer) {
                for (int i = 0; i < batch.size(); i++) {
                    written(batch.get(i), charges.get(i), answer.landed().get(i));
                }
            }

            @Override
            public void failed(BusFailure failure) {
                // Landing late, it would take back the number of an attempt that was made meanwhile.
                batch.forEach(refund -> refund.entry.shard.doubtful = true);
                waiting.addAll(batch);
            }
        });
    }

    private void written(Refund refund, Charged charge, boolean landed) {
        Entry entry = refund.entry;
        if (entry.state != State.CHARGING) {
            return;
        }
        if (!landed && entry.shard.overtook(charge.term())) {
            // By a rise of the term that we asked for ourselves.
            waiting.add(refund);
            return;
        }
        if (landed) {
            entry.charged(false);
        } else {
            metrics.refused(StaleWrite.ATTEMPT);
        }
        refund.then.accept(entry);
    }
}
