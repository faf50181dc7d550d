package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.NoHandler;
import carillon.message.ShardState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardStateTest {

    @Test
    void what_waits_and_what_runs_is_told_apart() {
        ManualWorld world = ManualWorld.owning();
        world.owner.arm(List.of(world.oneShot("now", 0), world.oneShot("soon", 5_000)), null);
        world.passAndTurn(0);
        ShardState state = state(world);
        assertEquals(1, state.term());
        assertEquals(1, state.pending());
        assertEquals(1, state.inFlight());
        assertEquals(0, state.held());
        assertEquals(0, state.latenessMillis());
        assertTrue(state.clean());
        assertFalse(state.leaving());
    }

    @Test
    void the_lateness_is_that_of_the_oldest_that_should_have_started() {
        ManualWorld world = ManualWorld.owning();
        world.owner.arm(List.of(world.oneShot("a", 100), world.oneShot("b", 300)), null);
        world.pass(1_100);
        assertEquals(1_000, state(world).latenessMillis(), 1);
        assertEquals(2, state(world).pending());
    }

    @Test
    void what_waits_for_its_handler_is_held_and_not_late() {
        ManualWorld world = ManualWorld.owning();
        world.owner.arm(List.of(world.oneShot("a", 0)), null);
        world.passAndTurn(0);
        world.result(world.onlyOrder(), new NoHandler());
        world.pass(1_000);
        ShardState state = state(world);
        assertEquals(1, state.held());
        assertEquals(0, state.latenessMillis());
    }

    @Test
    void how_late_a_shard_is_that_was_not_read_yet_is_not_known() {
        ManualWorld world = new ManualWorld();
        world.holdUnder(3, false);
        ShardState state = state(world);
        assertFalse(state.clean());
        assertNull(state.latenessMillis());
        world.readNothing();
        assertEquals(0, state(world).latenessMillis());
    }

    @Test
    void a_shard_that_is_to_be_anothers_is_leaving() {
        ManualWorld world = ManualWorld.owning();
        world.renewBesideABetterHolder();
        assertTrue(state(world).leaving());
    }

    private static ShardState state(ManualWorld world) {
        List<ShardState> told = world.owner.standings().shards().shards();
        assertEquals(1, told.size());
        return told.getFirst();
    }
}
