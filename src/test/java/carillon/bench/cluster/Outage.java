package carillon.bench.cluster;

import io.vertx.core.json.JsonObject;
import java.util.BitSet;
import java.util.List;

/**
 * How a blow showed in what arrived.
 *
 * @param gapMillis from the last fire of the node to the first fire of a successor of it
 * @param gaps the same of each of its shards by itself
 * @param inherited tasks of its shards that were due in the ten seconds after the blow
 * @param undelivered those of them that never arrived
 */
record Outage(Blow blow, long gapMillis, Millis gaps, int inherited, int undelivered) {

    private static final long INHERITED_MILLIS = 10_000;

    static Outage of(Blow blow, Tasks tasks, Arrivals arrivals, List<Change> changes) {
        List<Change> successions = blow.terms().keySet().stream()
                .flatMap(shard -> changes.stream()
                        .filter(change -> change.shard() == shard && !blow.isStale(shard, change.term()))
                        .limit(1))
                .toList();
        long last = successions.stream().mapToLong(Change::lastMillis).max().orElse(0);
        long first = successions.stream().mapToLong(Change::firstMillis).min().orElse(0);
        BitSet inherited = new BitSet();
        for (int task = 0; task < tasks.count(); task++) {
            long after = tasks.dueMillis(task) - blow.atMillis();
            if (after >= 0 && after < INHERITED_MILLIS && blow.terms().containsKey(tasks.shard(task))) {
                inherited.set(task);
            }
        }
        BitSet undelivered = (BitSet) inherited.clone();
        for (int i = 0; i < arrivals.count(); i++) {
            undelivered.clear(arrivals.task(i));
        }
        return new Outage(
                blow,
                first - last,
                Millis.of(successions.stream().mapToLong(Change::gapMillis)),
                inherited.cardinality(),
                undelivered.cardinality());
    }

    String text() {
        return "%s had %d shards: gap %d ms, of its shards %s; %d tasks due in the 10 s after it, %d never arrived"
                .formatted(blow.node(), blow.terms().size(), gapMillis, gaps.text(), inherited, undelivered);
    }

    JsonObject json() {
        return new JsonObject()
                .put("node", blow.node())
                .put("atMillis", blow.atMillis())
                .put("shards", blow.terms().size())
                .put("gapMillis", gapMillis)
                .put("gapsOfShards", gaps.json())
                .put("inherited", inherited)
                .put("undelivered", undelivered);
    }
}
