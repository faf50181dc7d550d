package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.lease.Shards;
import carillon.message.AckLevel;
import carillon.message.Inheritance;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.Renewed;
import carillon.postgres.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class LeaseTest {

    @AutoClose
    private final StoreRig rig = StoreRig.open();

    @Test
    void a_renewal_brings_a_holder_into_being_and_answers_the_board_and_the_time() {
        long before = rig.now();
        Renewed renewed = rig.renew("one", StoreRig.TTL_MILLIS);
        assertTrue(renewed.granted());
        assertTrue(renewed.databaseMicros() / 1_000 >= before);
        assertEquals(List.of(new Holder("one", "at.one", true)), renewed.board().holders());
        assertEquals(4, renewed.board().holdings().size());
        assertEquals(new Holding(3, null, 0), renewed.board().holdings().get(3));
    }

    @Test
    void free_shards_are_gained_with_a_new_term_and_held_ones_are_not() {
        List<Inheritance> gained = rig.takeAll("one");
        assertEquals(4, gained.size());
        assertEquals(new Holding(0, "one", 1), StoreRig.holding(gained, 0));
        assertTrue(gained.get(0).clean());
        assertEquals(List.of(), rig.takeAll("two"));
        assertEquals("at.one", rig.ask(new StoreMessage.WhoHolds(2)).address());
    }

    @Test
    void the_shards_of_a_holder_whose_lease_ran_out_are_inherited_uncleanly_and_its_late_renewal_is_refused() {
        rig.takeAll("one");
        expire("one");
        assertNull(rig.ask(new StoreMessage.WhoHolds(2)).address());
        List<Inheritance> gained = rig.takeAll("two");
        assertEquals(4, gained.size());
        assertEquals(new Holding(0, "two", 2), StoreRig.holding(gained, 0));
        assertFalse(gained.get(0).clean());
        assertFalse(rig.renew("one", StoreRig.TTL_MILLIS).granted());
        assertTrue(rig.renew("two", StoreRig.TTL_MILLIS).granted());
    }

    @Test
    void a_lease_that_ran_out_is_renewed_if_nobody_took_over() {
        rig.takeAll("one");
        expire("one");
        assertTrue(rig.renew("one", StoreRig.TTL_MILLIS).granted());
        assertEquals(List.of(), rig.takeAll("two"));
    }

    @Test
    void a_renewal_that_waits_for_a_take_over_is_refused() {
        rig.takeAll("one");
        expire("one");
        SqlConnection takeOver = rig.connect();
        StoreRig.rows(takeOver, "BEGIN");
        StoreRig.rows(takeOver, "UPDATE holder SET dead = true WHERE id = 'one'");
        Future<Renewed> late = rig.asking(new StoreMessage.Renew("one", "at.one", "node", StoreRig.TTL_MILLIS));
        awaitBlocked();
        StoreRig.rows(takeOver, "COMMIT");
        assertFalse(StoreRig.await(late).granted());
    }

    @Test
    void a_take_over_that_waits_for_a_renewal_gains_nothing() {
        rig.takeAll("one");
        expire("one");
        rig.renew("two", StoreRig.TTL_MILLIS);
        SqlConnection renewal = rig.connect();
        StoreRig.rows(renewal, "BEGIN");
        StoreRig.rows(
                renewal, "UPDATE holder SET lease_until = clock_timestamp() + interval '1 minute' WHERE id = 'one'");
        Future<StoreMessage.Claimed> claim = rig.asking(new StoreMessage.Claim("two", List.of(0, 1, 2, 3), List.of()));
        awaitBlocked();
        StoreRig.rows(renewal, "COMMIT");
        assertEquals(List.of(), StoreRig.await(claim).gained());
    }

    @Test
    void a_take_over_that_waits_for_another_gains_nothing() {
        rig.renew("one", StoreRig.TTL_MILLIS);
        rig.renew("two", StoreRig.TTL_MILLIS);
        SqlConnection faster = rig.connect();
        StoreRig.rows(faster, "BEGIN");
        StoreRig.rows(faster, "UPDATE shard SET owner = 'one', term = term + 1 WHERE shard = 0");
        Future<StoreMessage.Claimed> claim = rig.asking(new StoreMessage.Claim("two", List.of(0), List.of()));
        awaitBlocked();
        StoreRig.rows(faster, "COMMIT");
        assertEquals(List.of(), StoreRig.await(claim).gained());
        assertEquals("at.one", rig.ask(new StoreMessage.WhoHolds(0)).address());
    }

    @Test
    void a_lease_is_ended_at_once_where_its_holder_is_reported_gone_and_what_is_left_of_it_is_told() {
        rig.takeAll("one");
        rig.renew("two", StoreRig.TTL_MILLIS);
        List<Inheritance> gained = takeFrom("two", "one").gained();
        assertEquals(new Holding(0, "two", 2), StoreRig.holding(gained, 0));
        for (Inheritance each : gained) {
            assertFalse(each.clean());
            long linger = each.lingerMillis();
            assertTrue(linger > 0 && linger <= StoreRig.TTL_MILLIS, linger + " ms");
        }
        assertFalse(rig.renew("one", StoreRig.TTL_MILLIS).granted());
        rig.ask(new StoreMessage.Resign("two", List.of()));
        assertTrue(rig.takeAll("three").getFirst().lingerMillis() > 0, "the first one may still be at work");
        expire("one");
        rig.ask(new StoreMessage.Resign("three", List.of()));
        assertEquals(0, rig.takeAll("four").getFirst().lingerMillis());
    }

    @Test
    void of_two_that_report_each_other_gone_one_goes_on() {
        rig.takeAll("one");
        rig.renew("two", StoreRig.TTL_MILLIS);
        Future<StoreMessage.Claimed> two =
                rig.asking(new StoreMessage.Claim("two", List.of(0, 1, 2, 3), List.of("one")));
        Future<StoreMessage.Claimed> one =
                rig.asking(new StoreMessage.Claim("one", List.of(0, 1, 2, 3), List.of("two")));
        int gained = StoreRig.await(two).gained().size();
        assertEquals(0, StoreRig.await(one).gained().size(), "it has them, or was ended");
        assertEquals(gained == 4, rig.renew("two", StoreRig.TTL_MILLIS).granted());
        assertEquals(gained == 0, rig.renew("one", StoreRig.TTL_MILLIS).granted());
    }

    @Test
    void one_whose_own_lease_was_ended_meanwhile_ends_none() {
        rig.takeAll("one");
        rig.renew("two", StoreRig.TTL_MILLIS);
        SqlConnection faster = rig.connect();
        StoreRig.rows(faster, "BEGIN");
        StoreRig.rows(faster, "UPDATE holder SET dead = true WHERE id = 'two'");
        Future<StoreMessage.Claimed> claim = rig.asking(new StoreMessage.Claim("two", List.of(0), List.of("one")));
        awaitBlocked();
        StoreRig.rows(faster, "COMMIT");
        assertEquals(List.of(), StoreRig.await(claim).gained());
        assertTrue(rig.renew("one", StoreRig.TTL_MILLIS).granted());
    }

    @Test
    void one_that_leaves_is_shown_so_while_another_stays() {
        rig.renew("one", StoreRig.TTL_MILLIS);
        rig.ask(new StoreMessage.Leave("one"));
        assertEquals(
                List.of(new Holder("one", "at.one", true)),
                rig.renew("one", StoreRig.TTL_MILLIS).board().holders(),
                "somebody has to fire what is due");
        assertEquals(
                List.of(new Holder("one", "at.one", true, true), new Holder("two", "at.two", true)),
                rig.renew("two", StoreRig.TTL_MILLIS).board().holders());
    }

    @Test
    void a_fourth_holder_moves_a_quarter_of_the_shards_when_it_comes_and_when_it_goes() {
        try (StoreRig full = StoreRig.open(
                TestPostgres.freshDatabase(), new JsonObject().put("database.shardCount", Shards.COUNT_DEFAULT))) {
            SpreadRig spread = new SpreadRig(full);
            spread.settle("one", "two", "three");
            assertEquals(16, spread.settle("one", "two", "three", "four"));
            full.ask(new StoreMessage.Resign("four", List.of()));
            assertEquals(16, spread.settle("one", "two", "three"));
        }
    }

    private StoreMessage.Claimed takeFrom(String holder, String gone) {
        return rig.ask(new StoreMessage.Claim(holder, List.of(0, 1, 2, 3), List.of(gone)));
    }

    @Test
    void a_holder_that_is_dead_gains_nothing() {
        rig.takeAll("one");
        rig.ask(new StoreMessage.Resign("one", List.of()));
        assertEquals(
                List.of(),
                rig.ask(new StoreMessage.Claim("one", List.of(0), List.of())).gained());
    }

    @Test
    void shards_that_are_resigned_are_free_at_once_and_inherited_cleanly() {
        rig.takeAll("one");
        rig.ask(new StoreMessage.Resign("one", List.of()));
        List<Inheritance> gained = rig.takeAll("two");
        assertEquals(new Holding(1, "two", 3), StoreRig.holding(gained, 1));
        assertTrue(gained.get(0).clean());
    }

    @Test
    void shards_are_free_at_once_but_not_clean_where_something_is_under_way_when_their_owner_resigns() {
        rig.takeAll("one");
        rig.ask(new StoreMessage.Resign("one", List.of(1, 3)));
        assertNull(rig.ask(new StoreMessage.WhoHolds(1)).address());
        List<Inheritance> gained = rig.takeAll("two");
        assertEquals(4, gained.size());
        for (Inheritance each : gained) {
            int shard = each.holding().shard();
            assertEquals(shard != 1 && shard != 3, each.clean(), "shard " + shard);
        }
    }

    @Test
    void shards_are_ceded_to_a_live_holder_and_only_under_the_term_they_are_held_with() {
        List<Inheritance> mine = rig.takeAll("one");
        rig.renew("two", StoreRig.TTL_MILLIS);
        Holding first = StoreRig.holding(mine, 0);
        Holding stale = new Holding(1, "one", 77);
        assertEquals(
                List.of(new Holding(0, "two", 2)),
                rig.ask(new StoreMessage.Cede("one", List.of(first, stale), "two"))
                        .gone());
        assertEquals("at.two", rig.ask(new StoreMessage.WhoHolds(0)).address());
        assertEquals("at.one", rig.ask(new StoreMessage.WhoHolds(1)).address());
    }

    /** Nobody there would hear what is in flight, so the next owner would attempt it while it still runs. */
    @Test
    void shards_are_ceded_to_nobody_who_is_gone_or_has_resigned_or_whose_lease_ran_out() {
        List<Inheritance> mine = rig.takeAll("one");
        rig.renew("resigned", StoreRig.TTL_MILLIS);
        rig.ask(new StoreMessage.Resign("resigned", List.of()));
        rig.renew("lapsed", StoreRig.TTL_MILLIS);
        expire("lapsed");
        for (String successor : List.of("nobody", "resigned", "lapsed")) {
            assertEquals(List.of(), ceded(mine, successor), successor);
        }
        assertEquals("at.one", rig.ask(new StoreMessage.WhoHolds(0)).address());
        rig.renew("two", StoreRig.TTL_MILLIS);
        assertEquals(List.of(new Holding(0, "two", 2)), ceded(mine, "two"), "its term did not rise");
    }

    @Test
    void shards_are_ceded_to_nobody_who_leaves_unless_everybody_does() {
        List<Inheritance> mine = rig.takeAll("one");
        rig.renew("two", StoreRig.TTL_MILLIS);
        rig.ask(new StoreMessage.Leave("two"));
        assertEquals(List.of(), ceded(mine, "two"), "it may have looked for the last time");
        rig.ask(new StoreMessage.Leave("one"));
        assertEquals(List.of(new Holding(0, "two", 2)), ceded(mine, "two"));
    }

    private List<Holding> ceded(List<Inheritance> mine, String to) {
        return rig.ask(new StoreMessage.Cede("one", List.of(StoreRig.holding(mine, 0)), to))
                .gone();
    }

    @Test
    void terms_of_ones_own_shards_are_raised() {
        List<Inheritance> mine = rig.takeAll("one");
        List<Inheritance> raised = rig.ask(new StoreMessage.Reclaim("one", List.of(StoreRig.holding(mine, 2))))
                .gained();
        assertEquals(new Holding(2, "one", 2), StoreRig.holding(raised, 2));
        assertEquals(1, raised.size());
    }

    @Test
    void an_ack_level_is_inherited_and_one_of_an_old_term_is_not_stored() {
        List<Inheritance> mine = rig.takeAll("one");
        assertEquals(0, mine.get(0).doneBefore());
        ReadPoint seen = new ReadPoint(700, 710, List.of(701L, 705L));
        StoreMessage.Done done = rig.ask(new StoreMessage.Acknowledge(
                List.of(new AckLevel(1, 1, 5_000, seen), new AckLevel(2, 9, 5_000, seen))));
        assertEquals(List.of(2), done.stale());
        rig.ask(new StoreMessage.Resign("one", List.of()));
        List<Inheritance> inherited = rig.takeAll("two");
        for (Inheritance each : inherited) {
            boolean stored = each.holding().shard() == 1;
            assertEquals(stored ? 5_000 : 0, each.doneBefore());
            assertEquals(stored ? seen : new ReadPoint(1, 1, List.of()), each.seen());
        }
    }

    @Test
    void a_store_that_has_the_database_to_itself_ends_every_lease_it_finds() {
        rig.takeAll("one");
        try (StoreRig alone = StoreRig.open(rig.url, new JsonObject().put("database.exclusive", true))) {
            List<Inheritance> gained = alone.takeAll("two");
            assertEquals(4, gained.size());
            assertFalse(gained.get(0).clean());
        }
    }

    private void expire(String holder) {
        rig.sql("UPDATE holder SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1", holder);
    }

    private void awaitBlocked() {
        Blocked.await(rig);
    }
}
