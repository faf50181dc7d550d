package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.Charged;
import carillon.message.StoreMessage.Charge;
import carillon.message.StoreMessage.Settled;
import carillon.timer.Entry.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes attempts down before they are made, for occurrences that an owner may have died of, so that a task that kills
 * its process ends as a dead letter instead of killing for ever.
 */
final class Charges {

    private final Time time;
    private final Agenda agenda;
    private final Ports ports;
    private final Results results;
    private final TimerMetrics metrics;
    private final Quarantine quarantine = new Quarantine();

    Charges(Time time, Agenda agenda, Ports ports, Results results, TimerMetrics metrics) {
        this.time = time;
        this.agenda = agenda;
        this.ports = ports;
        this.results = results;
        this.metrics = metrics;
    }

    void add(Entry entry) {
        if (entry.pending.counted(entry.nextAttempt()) > entry.retry().maxAttempts() + TimerOptions.CRASHES_MAX) {
            results.bury(entry, "every attempt was lost with the process that made it");
        } else {
            quarantine.add(entry);
        }
    }

    void flush() {
        List<Entry> batch = quarantine.admit(time.now());
        if (batch.isEmpty()) {
            return;
        }
        List<Charged> charges = new ArrayList<>(batch.size());
        for (Entry entry : batch) {
            entry.state = State.CHARGING;
            charges.add(charge(entry, false));
        }
        ports.ask(new Charge(charges), new Reply<Settled>() {
            @Override
            public void answered(Settled answer) {
                for (int i = 0; i < batch.size(); i++) {
                    charged(batch.get(i), charges.get(i), answer.landed().get(i));
                }
            }

            @Override
            public void failed(BusFailure failure) {
                batch.forEach(entry -> rearm(entry, time.now() + TimerOptions.ABSENT_MILLIS_MIN));
            }
        });
    }

    /** The number of an entry's next attempt, to be written down or to be given back. */
    static Charged charge(Entry entry, boolean unmade) {
        return new Charged(
                entry.shard.number,
                entry.shard.term,
                entry.occurrence(),
                entry.pending.extra(),
                entry.nextAttempt(),
                unmade);
    }

    private void charged(Entry entry, Charged charge, boolean landed) {
        if (landed && entry.state == State.CHARGING) {
            entry.charged(true);
        } else if (!landed && entry.shard.term == charge.term()) {
            metrics.refused(StaleWrite.ATTEMPT);
        }
        // One that did not land is not ours any more, which the next renewal will say.
        rearm(entry, landed ? entry.pending.due() : time.now() + TimerOptions.ABSENT_MILLIS_MAX);
    }

    private void rearm(Entry entry, long deadline) {
        if (entry.state == State.CHARGING) {
            entry.state = State.ARMED;
            agenda.arm(entry, deadline);
            results.settled(entry);
        }
    }
}
