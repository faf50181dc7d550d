package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.lease.Board;
import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.lease.Spread;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Renew;
import carillon.message.StoreMessage.Renewed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holders that have just started get shards a moment later. */
class NewcomersTest {

    private final ManualWorld world = ManualWorld.owning();
    private final int besides =
            IntStream.range(1, 64).filter(this::suitsUsBetter).findFirst().orElseThrow();

    @Test
    void nothing_is_given_to_who_was_not_there_a_moment_ago() {
        renewBeside(true);
        world.pass(Newcomers.SETTLING_MILLIS - 1);
        renewBeside(true);
        world.owner.turn();
        assertFalse(world.isAsked(Cede.class));
    }

    @Test
    void who_was_there_for_a_while_gets_its_shards() {
        renewBeside(true);
        world.pass(Newcomers.SETTLING_MILLIS);
        renewBeside(true);
        world.owner.turn();
        assertTrue(world.isAsked(Cede.class));
    }

    @Test
    void who_was_gone_meanwhile_begins_again() {
        renewBeside(true);
        world.pass(Newcomers.SETTLING_MILLIS);
        renewBeside(false);
        renewBeside(true);
        world.owner.turn();
        assertFalse(world.isAsked(Cede.class));
    }

    private void renewBeside(boolean isLive) {
        world.owner.renew();
        world.answer(Renew.class, new Renewed(true, world.time.databaseMicros(), board(besides, isLive)));
    }

    /** Whether another shard stays, and ours goes to the other holder. */
    private boolean suitsUsBetter(int other) {
        return Spread.of(board(other, true), world.owner.holder()).cede().values().stream()
                .flatMap(List::stream)
                .anyMatch(holding -> holding.shard() == 0);
    }

    private Board board(int shard, boolean isLive) {
        String self = world.owner.holder();
        Holder me = new Holder(self, ManualWorld.ADDRESS, true);
        Holder other = new Holder("other", "other", isLive);
        return new Board(List.of(me, other), List.of(new Holding(0, self, 1), new Holding(shard, self, 1)));
    }
}
