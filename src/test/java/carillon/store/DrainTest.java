package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bus.Request;
import carillon.lease.Holder;
import carillon.lease.Spread;
import carillon.message.BoardMessage;
import carillon.message.BoardMessage.AskBoard;
import carillon.message.BoardMessage.BoardRead;
import carillon.message.BoardMessage.Drain;
import carillon.message.BoardMessage.DrainChanged;
import carillon.message.BoardMessage.DrainStatus;
import carillon.message.BoardMessage.Member;
import carillon.message.BoardMessage.Undrain;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {

    private final StoreRig rig = StoreRig.open();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void a_node_that_is_drained_gives_its_shards_to_the_others_until_it_is_undrained() {
        renew("one", "a");
        renew("two", "b");
        rig.takeAll("one");
        assertEquals(DrainStatus.DONE, ask(new Drain("a")));
        Renewed seen = renew("one", "a");
        Spread plan = Spread.of(seen.board(), "one");
        assertEquals(
                List.of("two"), plan.cede().keySet().stream().map(Holder::id).toList());
        assertEquals(4, plan.cede().values().iterator().next().size());
        assertEquals(List.of(), Spread.of(renew("two", "b").board(), "two").claim());
        assertEquals(DrainStatus.DONE, ask(new Undrain("a")));
        assertFalse(isLeaving(renew("one", "a"), "one"));
    }

    @Test
    void every_holder_of_a_node_is_drained_with_it() {
        renew("one", "a");
        renew("another", "a");
        renew("two", "b");
        ask(new Drain("a"));
        Renewed seen = renew("two", "b");
        assertTrue(isLeaving(seen, "one"));
        assertTrue(isLeaving(seen, "another"));
        assertFalse(isLeaving(seen, "two"));
    }

    @Test
    void the_last_node_that_takes_shards_is_not_drained_and_neither_is_one_that_is_not_there() {
        renew("one", "a");
        renew("another", "a");
        assertEquals(DrainStatus.LAST, ask(new Drain("a")));
        assertEquals(DrainStatus.UNKNOWN, ask(new Drain("b")));
        assertEquals(DrainStatus.UNKNOWN, ask(new Undrain("b")));
        renew("two", "b");
        assertEquals(DrainStatus.DONE, ask(new Drain("a")));
        assertEquals(DrainStatus.DONE, ask(new Drain("a")), "once more is the same");
        assertEquals(DrainStatus.LAST, ask(new Drain("b")), "a takes none");
    }

    @Test
    void a_draining_node_goes_on_when_nobody_else_is_left() {
        renew("one", "a");
        renew("two", "b");
        ask(new Drain("a"));
        rig.sql("UPDATE holder SET lease_until = clock_timestamp() - interval '1 second' WHERE id = 'two'");
        Renewed seen = renew("one", "a");
        assertFalse(isLeaving(seen, "one"));
        assertEquals(4, Spread.of(seen.board(), "one").claim().size());
        renew("two", "b");
        assertTrue(isLeaving(renew("one", "a"), "one"), "it is draining still");
    }

    @Test
    void a_holder_that_starts_anew_at_its_address_is_draining_still_and_one_after_a_restart_is_not() {
        renew("two", "b");
        ask(new Renew("one", "at.a", "a", StoreRig.TTL_MILLIS));
        ask(new Drain("a"));
        assertTrue(isLeaving(ask(new Renew("one, expelled", "at.a", "a", StoreRig.TTL_MILLIS)), "one, expelled"));
        assertFalse(isLeaving(ask(new Renew("one, restarted", "at.a2", "a", StoreRig.TTL_MILLIS)), "one, restarted"));
    }

    @Test
    void the_board_shows_live_holders_and_every_shard() {
        renew("one", "a");
        renew("two", "b");
        rig.takeAll("two");
        renew("gone", "c");
        rig.sql("UPDATE holder SET lease_until = clock_timestamp() - interval '1 second' WHERE id = 'gone'");
        ask(new Drain("a"));
        BoardRead board = StoreRig.await(rig.bus.request(BoardMessage.ADDRESS, new AskBoard(), StoreRig.TTL_MILLIS));
        assertEquals(
                List.of(new Member("one", "at.one", "a", true), new Member("two", "at.two", "b", false)),
                board.members());
        assertEquals(4, board.holdings().size());
        board.holdings().forEach(holding -> assertEquals("two", holding.owner()));
    }

    private Renewed renew(String holder, String node) {
        return ask(new Renew(holder, "at." + holder, node, StoreRig.TTL_MILLIS));
    }

    private Renewed ask(Renew renew) {
        return rig.ask(renew);
    }

    private <Q extends BoardMessage & Request<DrainChanged>> DrainStatus ask(Q message) {
        return StoreRig.await(rig.bus.request(BoardMessage.ADDRESS, message, StoreRig.TTL_MILLIS))
                .status();
    }

    private static boolean isLeaving(Renewed seen, String holder) {
        return seen.board().holders().stream()
                .filter(each -> each.id().equals(holder))
                .findFirst()
                .orElseThrow()
                .leaving();
    }
}
