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
 * <p>What has no owner is taken at once, and one that leaves gives all away at once. One that stays cedes a part at a
 * time and the rest by later boards: a process that has just started takes in slowly what it is given, and does nothing
 * else meanwhile.
 *
 * @param claim shards to take over: nobody live holds them, and they fall to this holder
 * @param cede shards to hand over now, by the holder that they fall to
 */
public record Spread(List<Integer> claim, Map<Holder, List<Holding>> cede) {

    /** Who stays cedes at most one part of so many of all shards by one board, and one shard in any case. */
    private static final int CEDED_PART = 16;

    public Spread {
        claim = List.copyOf(claim);
        cede = Map.copyOf(cede);
    }

    /** The plan of the holder {@code self}, which counts as live. */
    public static Spread of(Board board, String self) {
        List<Integer> claim = new ArrayList<>();
        Map<Holder, List<Holding>> cede = new HashMap<>();
        int left = cededMax(board, self);
        for (Map.Entry<Holding, Holder> move : Quotas.of(board, self).moves().entrySet()) {
            Holding holding = move.getKey();
            Holder to = move.getValue();
            if (self.equals(holding.owner())) {
                if (left-- > 0) {
                    cede.computeIfAbsent(to, holder -> new ArrayList<>()).add(holding);
                }
            } else if (to.id().equals(self) && !isLive(board, holding)) {
                claim.add(holding.shard());
            }
        }
        return new Spread(claim, cede);
    }

    private static int cededMax(Board board, String self) {
        int all = board.holdings().size();
        boolean leaving = board.holders().stream()
                .anyMatch(holder -> holder.leaving() && holder.id().equals(self));
        return leaving ? all : Math.max(1, all / CEDED_PART);
    }

    private static boolean isLive(Board board, Holding holding) {
        return board.holders().stream()
                .anyMatch(holder -> holder.live() && holder.id().equals(holding.owner()));
    }
}
