package carillon.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaseTest {

    @Test
    void a_trust_window_counts_from_the_sending_and_ends_a_margin_early() {
        TrustWindow window = TrustWindow.granted(100, 50, 10);
        assertTrue(window.holds(139));
        assertFalse(window.holds(140));
        assertEquals(1, window.remainingNanos(139));
        assertEquals(0, window.remainingNanos(200));
    }

    @Test
    void a_trust_window_survives_the_overflow_of_the_monotonic_clock() {
        TrustWindow window = TrustWindow.granted(Long.MAX_VALUE - 5, 50, 0);
        assertTrue(window.holds(Long.MIN_VALUE + 10));
        assertFalse(window.holds(Long.MIN_VALUE + 60));
    }

    @Test
    void a_key_has_the_same_shard_on_every_node_and_in_every_version() {
        assertEquals(
                List.of(1, 51, 11),
                List.of("task001", "a", "").stream()
                        .map(key -> Shards.of(key, 64))
                        .toList());
    }

    @Test
    void keys_are_spread_evenly_over_shards() {
        int[] counts = new int[64];
        for (int i = 0; i < 64_000; i++) {
            counts[Shards.of("task-" + i, 64)]++;
        }
        for (int count : counts) {
            assertTrue(count > 800 && count < 1_200, "a shard with " + count + " of 64,000");
        }
    }

    @Test
    void holders_share_all_shards_and_a_newcomer_moves_only_what_it_gets() {
        Map<Integer, String> three = owners(List.of("a", "b", "c"));
        Map<Integer, String> four = owners(List.of("a", "b", "c", "d"));
        assertEquals(64, three.size());
        int moved = 0;
        for (int shard = 0; shard < 64; shard++) {
            if (!three.get(shard).equals(four.get(shard))) {
                assertEquals("d", four.get(shard));
                moved++;
            }
        }
        assertTrue(moved > 4 && moved < 32, moved + " shards moved");
    }

    @Test
    void a_shard_of_a_live_owner_is_not_claimed_and_one_of_a_dead_owner_is() {
        Holder me = new Holder("me", "me", true);
        Holding held = new Holding(0, "other", 3);
        Board live = new Board(List.of(me, new Holder("other", "other", true)), List.of(held));
        Board dead = new Board(List.of(me, new Holder("other", "other", false)), List.of(held));
        assertEquals(List.of(), Spread.of(live, "me").claim());
        assertEquals(List.of(0), Spread.of(dead, "me").claim());
    }

    @Test
    void what_suits_another_live_holder_better_is_ceded_to_it() {
        Map<Integer, String> best = owners(List.of("me", "other"));
        List<Holding> mine = new ArrayList<>();
        for (int shard = 0; shard < 64; shard++) {
            mine.add(new Holding(shard, "me", 1));
        }
        Holder other = new Holder("other", "other", true);
        Board board = new Board(List.of(new Holder("me", "me", true), other), mine);
        List<Integer> ceded = Spread.of(board, "me").cede().get(other).stream()
                .map(Holding::shard)
                .toList();
        assertEquals(
                best.entrySet().stream()
                        .filter(each -> each.getValue().equals("other"))
                        .map(Map.Entry::getKey)
                        .toList(),
                ceded);
    }

    @Test
    void one_that_is_leaving_takes_nothing_and_gives_away_all_it_has() {
        Holder leaving = new Holder("leaving", "leaving", true, true);
        Holder other = new Holder("other", "other", true);
        List<Holding> holdings = new ArrayList<>();
        for (int shard = 0; shard < 64; shard++) {
            holdings.add(new Holding(shard, shard < 32 ? "leaving" : null, 1));
        }
        Board board = new Board(List.of(leaving, other), holdings);
        assertEquals(List.of(), Spread.of(board, "leaving").claim());
        assertEquals(
                Map.of(other, holdings.subList(0, 32)),
                Spread.of(board, "leaving").cede());
        assertEquals(32, Spread.of(board, "other").claim().size());
        assertEquals(Map.of(), Spread.of(board, "other").cede());
    }

    private static Map<Integer, String> owners(List<String> names) {
        List<Holder> holders =
                names.stream().map(name -> new Holder(name, name, true)).toList();
        List<Holding> free = new ArrayList<>();
        for (int shard = 0; shard < 64; shard++) {
            free.add(new Holding(shard, null, 0));
        }
        Map<Integer, String> owners = new HashMap<>();
        for (String name : names) {
            for (int shard : Spread.of(new Board(holders, free), name).claim()) {
                assertEquals(null, owners.put(shard, name), "two claim shard " + shard);
            }
        }
        return owners;
    }
}
