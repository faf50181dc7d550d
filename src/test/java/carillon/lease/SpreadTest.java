package carillon.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How shards are spread over holders that come and go. */
class SpreadTest {

    private static final int SHARDS = 64;
    private static final int RUNS = 20;

    private final SplittableRandom random = seeded();

    @Test
    void a_fourth_holder_moves_a_quarter_of_the_shards_when_it_comes_and_when_it_goes() {
        for (int run = 0; run < RUNS; run++) {
            Cluster cluster = new Cluster(random.split(), 3);
            cluster.settle();
            String fourth = cluster.join();
            int moved = cluster.settle();
            assertTrue(moved <= SHARDS / 4, moved + " shards moved to the fourth");
            cluster.die(fourth);
            moved = cluster.settle();
            assertTrue(moved <= SHARDS / 4, moved + " shards moved from the fourth");
        }
    }

    @Test
    void what_comes_and_goes_moves_no_more_than_it_must_and_every_share_is_fair_in_the_end() {
        for (int run = 0; run < RUNS; run++) {
            Cluster cluster = new Cluster(random.split(), 1 + random.nextInt(6));
            cluster.settle();
            for (int step = 0; step < 10; step++) {
                cluster.change();
                int must = cluster.movesNeeded();
                assertEquals(must, cluster.settle());
                cluster.assertFair();
                assertEquals(0, cluster.settle(), "it goes on moving");
            }
        }
    }

    @Test
    void one_that_leaves_gives_everything_away_and_takes_nothing() {
        Cluster cluster = new Cluster(random.split(), 3);
        cluster.settle();
        String leaving = cluster.names().getFirst();
        int had = cluster.count(leaving);
        cluster.leave(leaving);
        assertEquals(had, cluster.settle());
        assertEquals(0, cluster.count(leaving));
        cluster.free(7);
        cluster.settle();
        assertEquals(0, cluster.count(leaving));
        cluster.assertFair();
    }

    @Test
    void one_that_joins_gets_a_sixteenth_of_all_shards_at_a_time_from_each_owner() {
        Cluster cluster = new Cluster(random.split(), 2);
        cluster.settle();
        String third = cluster.join();
        assertEquals(List.of(8, 8, 5), cluster.rounds());
        assertEquals(21, cluster.count(third));
    }

    @Test
    void shards_that_are_ceded_bit_by_bit_go_where_all_of_them_were_to_go_at_first() {
        for (int run = 0; run < RUNS; run++) {
            Cluster cluster = new Cluster(random.split(), 1 + random.nextInt(6));
            cluster.settle();
            cluster.change();
            Map<Integer, String> planned = cluster.destinations();
            List<String> before = cluster.owners();
            cluster.rounds();
            List<String> after = cluster.owners();
            for (int shard = 0; shard < SHARDS; shard++) {
                assertEquals(planned.getOrDefault(shard, before.get(shard)), after.get(shard), "shard " + shard);
            }
            cluster.assertFair();
        }
    }

    @Test
    void what_a_dead_holder_had_is_claimed_at_once() {
        Cluster cluster = new Cluster(random.split(), 3);
        cluster.settle();
        String dead = cluster.names().getFirst();
        int had = cluster.count(dead);
        cluster.die(dead);
        assertEquals(List.of(had), cluster.rounds());
    }

    @Test
    void one_that_leaves_gives_all_away_at_once() {
        Cluster cluster = new Cluster(random.split(), 3);
        cluster.settle();
        String leaving = cluster.names().getFirst();
        int had = cluster.count(leaving);
        cluster.leave(leaving);
        assertEquals(List.of(had), cluster.rounds());
    }

    @Test
    void of_a_few_shards_one_is_ceded_at_a_time() {
        Holder owner = new Holder("owner", "owner", true);
        List<Holding> holdings = IntStream.range(0, 5)
                .mapToObj(shard -> new Holding(shard, "owner", 1))
                .toList();
        Board board = new Board(List.of(owner, new Holder("other", "other", true)), holdings);
        assertEquals(
                1,
                Spread.of(board, "owner").cede().values().stream()
                        .mapToInt(List::size)
                        .sum());
    }

    @Test
    void the_last_one_that_leaves_keeps_what_nobody_takes() {
        Cluster cluster = new Cluster(random.split(), 1);
        cluster.settle();
        cluster.leave(cluster.names().getFirst());
        assertEquals(0, cluster.settle());
        assertEquals(SHARDS, cluster.count(cluster.names().getFirst()));
    }

    private static SplittableRandom seeded() {
        long seed = Long.getLong("seed", 20261121);
        System.out.println("seed " + seed);
        return new SplittableRandom(seed);
    }

    /** Holders that each carry out their own plan, a move at a time and in any order. */
    private static final class Cluster {
        private final SplittableRandom random;
        private final Map<String, Holder> holders = new LinkedHashMap<>();
        private final @Nullable String[] owners = new String[SHARDS];
        private int named;

        Cluster(SplittableRandom random, int count) {
            this.random = random;
            for (int i = 0; i < count; i++) {
                join();
            }
        }

        String join() {
            String name = Long.toHexString(random.nextLong()) + "-" + named++;
            holders.put(name, new Holder(name, name, true));
            return name;
        }

        void die(String name) {
            holders.put(name, new Holder(name, name, false));
        }

        void leave(String name) {
            holders.put(name, new Holder(name, name, true, true));
        }

        void free(int shard) {
            owners[shard] = null;
        }

        List<String> names() {
            return List.copyOf(holders.keySet());
        }

        /** Some come, some die, some leave, but one stays. */
        void change() {
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                List<String> staying = staying();
                String any = staying.get(random.nextInt(staying.size()));
                int what = staying.size() == 1 ? 0 : random.nextInt(3);
                switch (what) {
                    case 0 -> join();
                    case 1 -> die(any);
                    default -> leave(any);
                }
            }
        }

        List<String> staying() {
            return holders.values().stream()
                    .filter(holder -> holder.live() && !holder.leaving())
                    .map(Holder::id)
                    .toList();
        }

        /** What nobody has that stays, and what is beyond the largest share that is fair. */
        int movesNeeded() {
            List<String> staying = staying();
            int share = SHARDS / staying.size();
            int over = SHARDS % staying.size();
            int keep = 0;
            for (String name : staying) {
                int count = count(name);
                keep += Math.min(count, share);
                if (count > share && over > 0) {
                    over--;
                    keep++;
                }
            }
            return SHARDS - keep;
        }

        /** Carries moves out until nobody plans any, and tells how many there were. */
        int settle() {
            int moved = 0;
            Set<Integer> seen = new HashSet<>();
            for (List<Move> planned = planned(); !planned.isEmpty(); planned = planned()) {
                Move move = planned.get(random.nextInt(planned.size()));
                assertTrue(seen.add(move.shard()), "shard " + move.shard() + " moved twice");
                owners[move.shard()] = move.to();
                moved++;
            }
            return moved;
        }

        /** Has all carry out their whole plans by one board, until nobody plans any; tells how much moved each time. */
        List<Integer> rounds() {
            List<Integer> moved = new ArrayList<>();
            for (List<Move> planned = planned(); !planned.isEmpty(); planned = planned()) {
                planned.forEach(move -> owners[move.shard()] = move.to());
                moved.add(planned.size());
            }
            return moved;
        }

        /** Where shards go that change hands, if that is not cut short. */
        Map<Integer, String> destinations() {
            Map<Integer, String> destinations = new HashMap<>();
            Quotas.of(board(), staying().getFirst())
                    .moves()
                    .forEach((holding, to) -> destinations.put(holding.shard(), to.id()));
            return destinations;
        }

        List<String> owners() {
            return Stream.of(owners).map(String::valueOf).toList();
        }

        private Board board() {
            List<Holding> holdings = new ArrayList<>();
            for (int shard = 0; shard < SHARDS; shard++) {
                holdings.add(new Holding(shard, owners[shard], 1));
            }
            return new Board(List.copyOf(holders.values()), holdings);
        }

        private List<Move> planned() {
            Board board = board();
            List<Move> moves = new ArrayList<>();
            for (Holder holder : holders.values()) {
                if (holder.live()) {
                    Spread plan = Spread.of(board, holder.id());
                    plan.claim().forEach(shard -> moves.add(new Move(shard, holder.id())));
                    plan.cede()
                            .forEach((to, ceded) -> ceded.forEach(each -> moves.add(new Move(each.shard(), to.id()))));
                }
            }
            assertEquals(
                    moves.size(), moves.stream().map(Move::shard).distinct().count(), "two move one shard");
            return moves;
        }

        int count(String name) {
            int count = 0;
            for (String owner : owners) {
                count += name.equals(owner) ? 1 : 0;
            }
            return count;
        }

        void assertFair() {
            int share = SHARDS / staying().size();
            for (String name : staying()) {
                int count = count(name);
                assertTrue(count == share || count == share + 1, name + " has " + count);
            }
        }

        private record Move(int shard, String to) {}
    }
}
