package carillon.lease;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one holder should do about the shards of a {@link Board}.
 *
 * <p>Every shard has one live holder that suits it best by rendezvous hashing (Thaler and Ravishankar, 1998), so that a
 * holder that joins or leaves moves only the shards that it gains or loses. None suits one that is leaving. Everyone
 * computes this alone from the same board; two that read different boards may both try, and the database lets one of
 * them.
 *
 * @param claim shards to take over: nobody live holds them, and they suit this holder best
 * @param cede shards to hand over, by the holder that they suit best
 */
public record Spread(List<Integer> claim, Map<Holder, List<Holding>> cede) {

    public Spread {
        claim = List.copyOf(claim);
        cede = Map.copyOf(cede);
    }

    /** The plan of the holder {@code self}, which counts as live. */
    public static Spread of(Board board, String self) {
        Map<String, Holder> live = new HashMap<>();
        for (Holder holder : board.holders()) {
            if (holder.live() || holder.id().equals(self)) {
                live.put(holder.id(), holder);
            }
        }
        List<Integer> claim = new ArrayList<>();
        Map<Holder, List<Holding>> cede = new HashMap<>();
        for (Holding holding : board.holdings()) {
            Holder best = bestOf(live, holding.shard());
            boolean mine = self.equals(holding.owner());
            if (best == null || best.id().equals(holding.owner())) {
                continue;
            }
            if (mine) {
                cede.computeIfAbsent(best, h -> new ArrayList<>()).add(holding);
            } else if (best.id().equals(self) && !live.containsKey(String.valueOf(holding.owner()))) {
                claim.add(holding.shard());
            }
        }
        return new Spread(claim, cede);
    }

    private static @Nullable Holder bestOf(Map<String, Holder> live, int shard) {
        return live.values().stream()
                .filter(holder -> !holder.leaving())
                .max(Comparator.comparingInt((Holder h) -> weight(h, shard)).thenComparing(Holder::id))
                .orElse(null);
    }

    private static int weight(Holder holder, int shard) {
        return Shards.mix(holder.id().hashCode() * 31 + Shards.mix(shard + 0x9E3779B9));
    }
}
