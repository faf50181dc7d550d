package carillon.lease;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which shards of a {@link Board} change hands, and to whom, so that in the end every holder that stays has an equal
 * share, give or take one, and nothing moved that did not have to.
 *
 * <p>A holder keeps what it has up to its quota: {@code shards / holders}, and one more for as many holders as there
 * are shards left over, those first that have that many already. What is free, is held by one that leaves or dies, or
 * is beyond a quota, falls to a holder with room, and there to the one that it suits best by rendezvous hashing (Thaler
 * and Ravishankar, 1998); a holder gives up what suits it least. Rendezvous hashing alone would move as little but give
 * one holder of four anything from 9 to 24 of 64 shards.
 *
 * <p>Moves are made one by one, by several holders at once. What is left to do after some of them is exactly the rest
 * of the same moves, so that everyone may begin anew from each board.
 */
final class Quotas {

    private final Board board;
    private final List<Holder> staying = new ArrayList<>();
    private final Map<String, List<Holding>> kept = new HashMap<>();
    private final Map<String, Integer> quotas = new HashMap<>();
    private final List<Holding> loose = new ArrayList<>();

    private Quotas(Board board) {
        this.board = board;
    }

    /** Of a board on which {@code self} counts as live. */
    static Quotas of(Board board, String self) {
        Quotas quotas = new Quotas(board);
        quotas.sort(self);
        quotas.allot();
        quotas.release();
        return quotas;
    }

    /** Where the shards go that change hands, in the order of their numbers. */
    Map<Holding, Holder> moves() {
        Map<Holding, Holder> moves = new LinkedHashMap<>();
        loose.sort(Comparator.comparingInt(Holding::shard));
        for (Holding holding : loose) {
            Holder to = bestWithRoom(holding);
            if (to != null) {
                kept(to).add(holding);
                moves.put(holding, to);
            }
        }
        return moves;
    }

    private void sort(String self) {
        for (Holder holder : board.holders()) {
            if (!holder.leaving() && (holder.live() || holder.id().equals(self))) {
                staying.add(holder);
                kept.put(holder.id(), new ArrayList<>());
            }
        }
        for (Holding holding : board.holdings()) {
            kept.getOrDefault(String.valueOf(holding.owner()), loose).add(holding);
        }
    }

    private void allot() {
        if (staying.isEmpty()) {
            return;
        }
        int share = board.holdings().size() / staying.size();
        int over = board.holdings().size() % staying.size();
        staying.sort(Comparator.comparing((Holder holder) -> kept(holder).size() <= share)
                .thenComparing(Holder::id));
        for (int i = 0; i < staying.size(); i++) {
            quotas.put(staying.get(i).id(), i < over ? share + 1 : share);
        }
    }

    private void release() {
        for (Holder holder : staying) {
            List<Holding> held = kept(holder);
            held.sort(Comparator.comparingInt((Holding holding) -> weight(holder, holding))
                    .thenComparingInt(Holding::shard));
            List<Holding> surplus = held.subList(0, Math.max(0, -room(holder)));
            loose.addAll(surplus);
            surplus.clear();
        }
    }

    private @Nullable Holder bestWithRoom(Holding holding) {
        return staying.stream()
                .filter(holder -> room(holder) > 0)
                .max(Comparator.comparingInt((Holder holder) -> weight(holder, holding))
                        .thenComparing(Holder::id))
                .orElse(null);
    }

    private int room(Holder holder) {
        return quotas.getOrDefault(holder.id(), 0) - kept(holder).size();
    }

    private List<Holding> kept(Holder holder) {
        return kept.computeIfAbsent(holder.id(), id -> new ArrayList<>());
    }

    private static int weight(Holder holder, Holding holding) {
        return Shards.mix(holder.id().hashCode() * 31 + Shards.mix(holding.shard() + 0x9E3779B9));
    }
}
