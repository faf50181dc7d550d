package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.lease.Holder;
import carillon.lease.Holding;
import carillon.message.Inheritance;
import carillon.message.ReadPoint;
import carillon.message.StoreMessage.Cede;
import carillon.message.StoreMessage.Ceded;
import carillon.message.StoreMessage.Reclaim;
import carillon.message.StoreMessage.Renew;
import carillon.message.TimerMessage.HandOver;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseMetricsTest {

    @Test
    void renewals_are_counted_by_what_became_of_them() {
        ManualWorld world = ManualWorld.owning();
        world.renew(1);
        world.owner.renew();
        world.fail(Renew.class);
        world.owner.renew();
        world.answer(Renew.class, world.renewed(false));
        assertEquals(2, count(world, "carillon.lease.renewals", "result", "granted"));
        assertEquals(1, count(world, "carillon.lease.renewals", "result", "unanswered"));
        assertEquals(1, count(world, "carillon.lease.renewals", "result", "refused"));
    }

    @Test
    void a_trust_window_that_ends_before_the_next_one_is_counted_once() {
        ManualWorld world = ManualWorld.owning();
        world.pass(1_000);
        world.renew(1);
        assertEquals(
                0,
                world.registry.get("carillon.trust.windows.expired").counter().count());
        world.owner.renew();
        world.pass(2_600);
        world.fail(Renew.class);
        world.owner.renew();
        world.fail(Renew.class);
        world.owner.renew();
        assertEquals(
                1,
                world.registry.get("carillon.trust.windows.expired").counter().count());
    }

    @Test
    void a_trust_window_that_ended_is_counted_too_when_nobody_looked_before_the_next_one() {
        ManualWorld world = ManualWorld.owning();
        world.pass(2_400);
        world.owner.renew();
        world.pass(200);
        world.answer(Renew.class, world.renewed(true, new Holding(0, world.owner.holder(), 1)));
        assertEquals(
                1,
                world.registry.get("carillon.trust.windows.expired").counter().count());
    }

    @Test
    void shards_are_counted_by_how_they_came() {
        ManualWorld taken = ManualWorld.owning();
        assertEquals(1, count(taken, "carillon.shards.taken.over", "clean", "true"));
        ManualWorld inherited = ManualWorld.owningAfterACrash(10);
        assertEquals(1, count(inherited, "carillon.shards.taken.over", "clean", "false"));
        ManualWorld handed = new ManualWorld();
        handed.owner.handOver(new HandOver(
                "other",
                List.of(new Inheritance(
                        new Holding(0, handed.owner.holder(), 2), ManualWorld.START, ReadPoint.START, true)),
                List.of(),
                List.of()));
        assertEquals(1, count(handed, "carillon.shards.handed.over", "direction", "in"));
    }

    @Test
    void a_shard_whose_slice_of_the_hand_over_was_lost_is_counted_as_reclaimed() {
        ManualWorld world = new ManualWorld();
        Holding mine = new Holding(0, world.owner.holder(), 2);
        for (int sight = 1; sight <= 2; sight++) {
            world.owner.renew();
            world.answer(Renew.class, world.renewed(true, mine));
        }
        world.answer(Reclaim.class, world.claimed(3, true));
        assertEquals(
                1, world.registry.get("carillon.shards.reclaimed").counter().count());
    }

    @Test
    void shards_that_are_given_away_are_counted() {
        ManualWorld world = ManualWorld.owning();
        Holder other = world.renewBesideABetterHolder();
        world.owner.turn();
        assertEquals(other.id(), world.request(Cede.class).to());
        world.answer(Cede.class, new Ceded(List.of(new Holding(0, other.id(), 2))));
        assertEquals(1, count(world, "carillon.shards.handed.over", "direction", "out"));
    }

    private static double count(ManualWorld world, String name, String tag, String value) {
        return world.registry.get(name).tag(tag, value).counter().count();
    }
}
