package carillon.timer;

import carillon.bus.BusFailure;
import carillon.message.QueueState;
import carillon.message.StoreMessage.QueueWritten;
import carillon.message.StoreMessage.WriteQueue;

/**
 * Keeps on record how long attempts of limited queues may run: a new owner must know it of attempts of which it knows
 * nothing else.
 */
record LongestTimeouts(Time time, Ports ports) {

    /** Whether an attempt lasts no longer than what is on record; if it may, the gate goes on when that is written. */
    boolean cover(Entry entry, QueueGate gate) {
        long timeout = entry.timeoutMillis();
        boolean covered = gate.state().settings().concurrency() == null
                || timeout <= gate.state().longestMillis();
        if (!covered && !entry.shard.doubtful) {
            write(entry.shard, gate, gate.state().withLongest(timeout));
        }
        return covered;
    }

    private void write(OwnedShard shard, QueueGate gate, QueueState longer) {
        gate.busy(true);
        ports.ask(new WriteQueue(shard.number, shard.term, longer), new Reply<QueueWritten>() {
            @Override
            public void answered(QueueWritten answer) {
                gate.busy(false);
                long now = time.clock.nanoTime();
                if (answer.landed()) {
                    gate.set(longer, now);
                    shard.queues.stir(gate);
                } else {
                    // The shard is another's, which the next board will say.
                    shard.queues.wakeAt(gate, now + Time.nanos(TimerOptions.LOOK_AGAIN_MILLIS));
                }
            }

            @Override
            public void failed(BusFailure failure) {
                gate.busy(false);
                shard.doubtful = true;
                shard.queues.forgetSettings();
                shard.queues.stir(gate);
            }
        });
    }
}
