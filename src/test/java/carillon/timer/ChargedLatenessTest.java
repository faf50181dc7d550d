package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NoHandler;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.DeliveryMessage.Order;
import carillon.message.Pending;
import carillon.message.Settlement;
import carillon.message.Settlement.Ended;
import carillon.message.StoreMessage.Charge;
import carillon.message.StoreMessage.Settle;
import carillon.message.StoreMessage.Settled;
import carillon.task.Definition;
import carillon.task.MaxLateness;
import carillon.task.Outcome;
import carillon.task.WhenLate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How late a first attempt may start whose number is written down before it is made, because an owner may have died of
 * it: what is written is not yet tried.
 */
class ChargedLatenessTest {

    private static final long MAX = 5_000;

    private final ManualWorld world = ManualWorld.owningAfterACrash(100);

    @ParameterizedTest
    @CsvSource({"SKIP,SKIPPED", "DEAD,DEAD"})
    void what_was_written_down_and_found_no_handler_is_judged_each_time(WhenLate whenLate, Outcome outcome) {
        arm(overdue(whenLate));
        charge();
        assertEquals(1, world.onlyOrder().attempt());
        awaitHandler();
        Settlement settlement = onlySettlement();
        assertEquals(outcome, ((Ended) settlement.step()).outcome());
        assertNull(settlement.attempt());
        assertEquals(0, settlement.attemptsBefore(), "the one that was written down was never made");
    }

    @Test
    void what_was_written_down_expires_while_it_waits_for_its_handler() {
        Pending plain = world.oneShot("a", -10);
        arm(world.pending("a", plain.definition().withExpiresAt(plain.due() + MAX), plain.due()));
        charge();
        awaitHandler();
        assertEquals(Outcome.EXPIRED, ((Ended) onlySettlement().step()).outcome());
    }

    @Test
    void delivery_keeps_what_was_written_down_from_starting_too_late() {
        Pending task = overdue(WhenLate.SKIP);
        arm(task);
        charge();
        assertEquals(
                task.due() + MAX + 1 - world.time.databaseMillis(),
                world.onlyOrder().startWithinMillis());
        world.result(world.onlyOrder(), new NotStarted("expired"));
        world.pass(MAX);
        world.renew(1);
        world.passAndTurn(0);
        assertEquals(Outcome.SKIPPED, ((Ended) onlySettlement().step()).outcome());
    }

    @Test
    void what_waits_until_others_were_outlived_is_judged_when_it_is_tried() {
        Pending guilty = world.oneShot("guilty", -20);
        int allowed = guilty.definition().retry().maxAttempts();
        arm(guilty.again(guilty.due(), allowed, null), overdue(WhenLate.SKIP));
        charge();
        assertEquals("guilty", world.onlyOrder().occurrence().id());
        world.pass(MAX);
        world.renew(1);
        world.passAndTurn(0);
        charge();
        assertEquals(Outcome.SKIPPED, ((Ended) onlySettlement().step()).outcome());
        assertEquals(1, world.orders.size());
    }

    @Test
    void another_attempt_of_what_was_written_down_is_not_judged() {
        arm(overdue(WhenLate.DEAD));
        charge();
        world.result(world.onlyOrder(), new Failed("no", 20_000L));
        world.settle(true);
        world.pass(20_000);
        world.renew(1);
        world.passAndTurn(0);
        assertEquals(2, world.orders.getLast().attempt());
        assertNull(world.orders.getLast().startWithinMillis());
    }

    @Test
    void an_attempt_that_an_owner_wrote_down_and_died_with_counts_as_one() {
        Pending task = overdue(WhenLate.DEAD);
        arm(task.again(task.due(), 1, null));
        world.pass(MAX);
        world.renew(1);
        charge();
        assertEquals(2, world.onlyOrder().attempt());
        assertNull(world.onlyOrder().startWithinMillis());
    }

    /** One that was due shortly before the shard was taken over. */
    private Pending overdue(WhenLate whenLate) {
        Pending plain = world.oneShot("a", -10);
        Definition definition = plain.definition().withMaxLateness(new MaxLateness(MAX, whenLate));
        return world.pending("a", definition, plain.due());
    }

    private void arm(Pending... pending) {
        world.owner.arm(List.of(pending), null);
        world.owner.turn();
    }

    private void charge() {
        int count = world.request(Charge.class).charges().size();
        world.answer(Charge.class, new Settled(Collections.nCopies(count, true)));
        world.owner.turn();
    }

    private void awaitHandler() {
        for (int i = 0; i < 20 && !world.isAsked(Settle.class); i++) {
            for (Order order : takeOrders()) {
                world.result(order, new NoHandler());
                world.owner.turn();
                charge();
            }
            world.renew(1);
            world.passAndTurn(1_000);
            if (world.isAsked(Charge.class)) {
                charge();
            }
        }
    }

    private List<Order> takeOrders() {
        List<Order> orders = List.copyOf(world.orders);
        world.orders.clear();
        return orders;
    }

    private Settlement onlySettlement() {
        assertFalse(world.isAsked(Charge.class));
        List<Settlement> settlements = world.request(Settle.class).settlements();
        assertEquals(1, settlements.size());
        return settlements.getFirst();
    }
}
