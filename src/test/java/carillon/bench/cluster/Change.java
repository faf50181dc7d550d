package carillon.bench.cluster;

import carillon.lease.Shards;
import java.util.ArrayList;
import java.util.List;

/**
 * A shard fired under a higher term than before.
 *
 * @param term the new one
 * @param lastMillis the last arrival from the owner before
 * @param firstMillis the first arrival from the new one
 * @param readyMillis when the task of that arrival could fire at the earliest
 */
record Change(int shard, long term, long lastMillis, long firstMillis, long readyMillis) {

    /** All that the arrivals show, in the order of their first arrivals. */
    static List<Change> of(Tasks tasks, Arrivals arrivals) {
        long[] terms = new long[Shards.COUNT_DEFAULT];
        long[] lastMillis = new long[Shards.COUNT_DEFAULT];
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < arrivals.count(); i++) {
            int task = arrivals.task(i);
            int shard = tasks.shard(task);
            long term = arrivals.term(i);
            long now = arrivals.millis(i);
            if (term > terms[shard]) {
                if (terms[shard] != 0) {
                    changes.add(new Change(shard, term, lastMillis[shard], now, tasks.readyMillis(task)));
                }
                terms[shard] = term;
            }
            // What comes under an old term after that was on its way.
            if (term == terms[shard]) {
                lastMillis[shard] = now;
            }
        }
        return changes;
    }

    /** From the last fire of one to the first fire of the other, which may have had nothing due before. */
    long gapMillis() {
        return firstMillis - lastMillis;
    }

    /** The part of the gap in which a task was due and could have been accepted: nobody could fire it. */
    long dumbMillis() {
        return firstMillis - Math.max(lastMillis, Math.min(readyMillis, firstMillis));
    }
}
