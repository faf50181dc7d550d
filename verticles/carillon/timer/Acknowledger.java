package carillon.timer;

import carillon.bus.BusFailure;
import carillon.lease.Holding;
import carillon.message.AckLevel;
import carillon.message.Inheritance;
import carillon.message.StoreMessage.Acknowledge;
import carillon.message.StoreMessage.Done;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Stores how far shards are done, so that a successor reads no further back, and a list of what is due next passes over
 * little that is settled: once a second, sooner where much was settled, and less often where nothing was.
 */
final class Acknowledger {

    private final Time time;
    private final Ports ports;
    private final Recent recent;
    private final Settler settler;
    private final ChangeJobs changes;
    private final TimerMetrics metrics;
    private long last;
    private long settledAtLast;
    private int shardsAtLast;

    Acknowledger(Time time, Ports ports, Recent recent, Settler settler, ChangeJobs changes, TimerMetrics metrics) {
        this.time = time;
        this.ports = ports;
        this.recent = recent;
        this.settler = settler;
        this.changes = changes;
        this.metrics = metrics;
        last = time.elapsed() - TimerOptions.ACKNOWLEDGE_MILLIS_MAX;
    }

    void acknowledge(Collection<OwnedShard> shards) {
        long elapsed = time.elapsed();
        if (elapsed - last >= pauseMillis(shards)) {
            last = elapsed;
            settledAtLast = settler.settled();
            shardsAtLast = levelled(shards);
            acknowledgeNow(shards);
        }
    }

    private long pauseMillis(Collection<OwnedShard> shards) {
        long settled = settler.settled() - settledAtLast;
        if (settled >= TimerOptions.ACKNOWLEDGE_SETTLED) {
            return TimerOptions.ACKNOWLEDGE_MILLIS_MIN;
        }
        boolean quiet = settled == 0 && levelled(shards) == shardsAtLast;
        return quiet ? TimerOptions.ACKNOWLEDGE_MILLIS_MAX : TimerOptions.ACKNOWLEDGE_MILLIS;
    }

    private static int levelled(Collection<OwnedShard> shards) {
        int levelled = 0;
        for (OwnedShard shard : shards) {
            levelled += hasLevel(shard) ? 1 : 0;
        }
        return levelled;
    }

    private static boolean hasLevel(OwnedShard shard) {
        return !shard.fresh && !shard.doubtful;
    }

    void acknowledgeNow(Collection<OwnedShard> shards) {
        long now = time.now();
        List<AckLevel> levels = new ArrayList<>();
        List<OwnedShard> acknowledged = new ArrayList<>();
        for (OwnedShard shard : shards) {
            if (hasLevel(shard)) {
                acknowledged.add(shard);
                levels.add(new AckLevel(shard.number, shard.term, doneBefore(shard, now), recent.seen()));
            }
        }
        if (!levels.isEmpty()) {
            ports.ask(new Acknowledge(levels), new Reply<Done>() {
                @Override
                public void answered(Done answer) {
                    refused(acknowledged, levels, answer.stale());
                }

                @Override
                public void failed(BusFailure failure) {
                    // The next level says more than this one did.
                }
            });
        }
    }

    private void refused(List<OwnedShard> acknowledged, List<AckLevel> levels, List<Integer> stale) {
        for (int i = 0; i < levels.size(); i++) {
            AckLevel level = levels.get(i);
            if (stale.contains(level.shard()) && !acknowledged.get(i).overtook(level.term())) {
                metrics.refused(StaleWrite.ACKNOWLEDGEMENT);
            }
        }
    }

    /** A shard as its successor gets it from us. */
    Inheritance inheritance(OwnedShard shard, Holding holding) {
        long now = time.now();
        return new Inheritance(
                holding,
                doneBefore(shard, now),
                shard.fresh ? shard.inheritedFrom : recent.seen(),
                true,
                Math.max(0, shard.changeableAt - now));
    }

    /** Everything due before this was settled: it was read, and nothing of it is in memory. */
    private long doneBefore(OwnedShard shard, long now) {
        long done = Math.min(now, shard.progress.knownBefore());
        done = Math.min(done, Math.min(changes.oldestStart(shard), shard.queues.missedFrom()));
        done = Math.min(done, shard.leftOut.from());
        for (Entry entry : shard.entries) {
            done = Math.min(done, entry.followsFrom());
        }
        return done;
    }
}
