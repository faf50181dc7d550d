package carillon.lease;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one holder should do about the shards of a {@link Board}.
 *
 * <p>Everyone computes this alone, and from the same board everyone gets the same {@link Quotas}; two that read
 * different boards may both try, and the database lets one of them.
 *
 * @param claim shards to take over: nobody live holds them, and they fall to this holder
 * @param cede shards to hand over, by the holder that they fall to
 */
public record Spread(List<Integer> claim, Map<Holder, List<Holding>> cede) {

    public Spread {
        claim = List.copyOf(claim);
        cede = Map.copyOf(cede);
    }

    /** The plan of the holder {@code self}, which counts as live. */
    public static Spread of(Board board, String self) {
        List<Integer> claim = new ArrayList<>();
        Map<Holder, List<Holding>> cede = new HashMap<>();
        Quotas.of(board, self).moves().forEach((holding, to) -> {
            if (self.equals(holding.owner())) {
                cede.computeIfAbsent(to, holder -> new ArrayList<>()).add(holding);
            } else if (to.id().equals(self) && !isLive(board, holding)) {
                claim.add(holding.shard());
            }
        });
        return new Spread(claim, cede);
    }

    private static boolean isLive(Board board, Holding holding) {
        return board.holders().stream()
                .anyMatch(holder -> holder.live() && holder.id().equals(holding.owner()));
    }
}
