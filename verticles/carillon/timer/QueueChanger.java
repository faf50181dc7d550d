package carillon.timer;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.message.QueueChange;
import carillon.message.QueueChange.Drop;
import carillon.message.QueueChange.Hold;
import carillon.message.QueueChange.Release;
import carillon.message.QueueState;
import carillon.message.StoreMessage.QueueWritten;
import carillon.message.StoreMessage.WriteQueue;
import carillon.message.TimerMessage.QueueChanged;
import carillon.task.Definition;
import carillon.task.QueueSettings;
import java.util.List;

/**
 * What operators change of queues: it is written first, and obeyed before it is answered. A pause is obeyed even before
 * it is written, and what was ordered and did not start is taken back.
 */
final class QueueChanger {

    private final Time time;
    private final Ports ports;
    private final Withdrawals withdrawals;
    private final TimerMetrics metrics;

    QueueChanger(Time time, Ports ports, Withdrawals withdrawals, TimerMetrics metrics) {
        this.time = time;
        this.ports = ports;
        this.withdrawals = withdrawals;
        this.metrics = metrics;
    }

    /** Carries a change out, unless another one of the queue is under way. */
    void apply(QueueChange change, OwnedShard shard, Reply<QueueChanged> reply) {
        if (!shard.queues.isLoaded()) {
            reply.failed(new BusFailure(FailureCode.UNAVAILABLE, "the owner of the queue has just begun"));
            return;
        }
        QueueGate gate = shard.queues.gate(change.name());
        if (gate.isBusy()) {
            reply.failed(new BusFailure(FailureCode.BUSY, "another change of the queue is being written"));
            return;
        }
        Job job = new Job(shard, gate, wanted(gate, change), reply);
        if (change instanceof Hold) {
            gate.brake();
            takeBack(job);
        } else {
            write(job);
        }
    }

    private static QueueState wanted(QueueGate gate, QueueChange change) {
        QueueState now = gate.state();
        return switch (change) {
            case QueueChange.Set set -> now.withSettings(set.settings()).withLongest(longest(gate, set.settings()));
            case Hold hold -> now.withPaused(true);
            case Release release -> now.withPaused(false);
            case Drop drop -> QueueState.of(now.name());
        };
    }

    /** So long may attempts run that a new owner does not know of, as far as this is known already. */
    private static long longest(QueueGate gate, QueueSettings settings) {
        Long timeout = settings.timeoutMillis();
        return Math.max(gate.longestMillis(), timeout == null ? Definition.TIMEOUT_MILLIS_DEFAULT : timeout);
    }

    private void takeBack(Job job) {
        job.gate.busy(true);
        List<Entry> ofQueue = job.shard.entries.stream()
                .filter(entry -> job.gate.name.equals(entry.pending.definition().queueName()))
                .toList();
        withdrawals.ask(ofQueue, () -> write(job));
    }

    private void write(Job job) {
        job.gate.busy(true);
        WriteQueue request = new WriteQueue(job.shard.number, job.shard.term, job.wanted);
        ports.ask(request, new Reply<QueueWritten>() {
            @Override
            public void answered(QueueWritten answer) {
                job.gate.busy(false);
                if (!answer.landed() && !job.shard.overtook(request.term())) {
                    metrics.refused(StaleWrite.QUEUE);
                }
                QueueState now = answer.landed() ? job.wanted : job.gate.state();
                job.gate.set(now, time.clock.nanoTime());
                job.shard.queues.stir(job.gate);
                job.reply.answered(new QueueChanged(now, answer.landed()));
            }

            @Override
            public void failed(BusFailure failure) {
                job.gate.busy(false);
                job.shard.doubtful = true;
                job.shard.queues.forgetSettings();
                job.reply.failed(failure);
            }
        });
    }

    private record Job(OwnedShard shard, QueueGate gate, QueueState wanted, Reply<QueueChanged> reply) {}
}
