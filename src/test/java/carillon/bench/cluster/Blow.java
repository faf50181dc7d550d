package carillon.bench.cluster;

import carillon.bench.cluster.NodeCalls.Owned;
import carillon.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What befell a node.
 *
 * @param terms under which the node had its shards until then, by shard
 */
record Blow(String node, long atMillis, Map<Integer, Long> terms) {

    /** Strikes one that has its shards by what is known. */
    static Blow strike(ForemanNode node, Map<Integer, Owned> owners, Runnable blow) {
        Map<Integer, Long> terms = owners.entrySet().stream()
                .filter(each -> each.getValue().node().equals(node.name()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().term()));
        long now = Clock.system().epochMillis();
        blow.run();
        return new Blow(node.name(), now, terms);
    }

    /** Whether something of a shard is of the owner that was struck, or of one before it. */
    boolean isStale(int shard, long term) {
        return term <= terms.getOrDefault(shard, -1L);
    }
}
