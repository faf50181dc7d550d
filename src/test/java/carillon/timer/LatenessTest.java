package carillon.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.AttemptResult.Failed;
import carillon.message.AttemptResult.NoHandler;
import carillon.message.AttemptResult.NotStarted;
import carillon.message.Pending;
import carillon.message.Settlement;
import carillon.message.Settlement.Ended;
import carillon.message.StoreMessage.Settle;
import carillon.task.Definition;
import carillon.task.MaxLateness;
import carillon.task.Outcome;
import carillon.task.Recurrence;
import carillon.task.Trigger;
import carillon.task.WhenLate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a first attempt that would start later than it may. */
class LatenessTest {

    private static final long MAX = 5_000;

    private final ManualWorld world = ManualWorld.owning();

    @ParameterizedTest
    @CsvSource({"SKIP,SKIPPED", "DEAD,DEAD"})
    void what_waits_for_its_handler_until_it_is_too_late_ends_and_says_how_late_it_was(
            WhenLate whenLate, Outcome outcome) {
        Pending task = oneShot(whenLate);
        arm(task);
        for (int i = 0; i < 10 && !world.isAsked(Settle.class); i++) {
            world.result(world.orders.getLast(), new NoHandler());
            world.renew(1);
            world.passAndTurn(1_000);
        }
        Settlement settlement = onlySettlement();
        long late = world.time.databaseMillis() - task.due();
        assertTrue(late > MAX, () -> late + " ms");
        Ended ended = (Ended) settlement.step();
        assertEquals(outcome, ended.outcome());
        assertNull(ended.next());
        assertNull(settlement.attempt(), "it was never attempted");
        assertTrue(
                String.valueOf(ended.reason()).matches("PT[5-9]\\.\\d+S late, more than its maxLateness PT5S"),
                ended::toString);
    }

    @Test
    void what_may_run_late_runs() {
        arm(late(MAX * 10, WhenLate.RUN));
        assertNull(world.onlyOrder().startWithinMillis());
    }

    @Test
    void just_as_late_as_it_may_be_is_not_too_late() {
        arm(late(MAX, WhenLate.SKIP));
        assertEquals(1, world.onlyOrder().startWithinMillis());
        world.result(world.onlyOrder(), new NotStarted("waited too long"));
        world.passAndTurn(TimerOptions.REFUSED_MILLIS);
        assertEquals(
                "PT5.02S late, more than its maxLateness PT5S",
                ((Ended) onlySettlement().step()).reason());
    }

    @Test
    void delivery_keeps_it_from_starting_too_late_where_it_waits_there() {
        Pending task = late(1_000, WhenLate.DEAD);
        arm(task);
        assertEquals(4_001, world.onlyOrder().startWithinMillis());
        Pending expires = late(1_000, WhenLate.DEAD);
        arm(world.pending("b", expires.definition().withExpiresAt(expires.due() + 2_000), expires.due()));
        assertEquals(1_000, world.orders.getLast().startWithinMillis(), "what comes first counts");
    }

    @Test
    void another_attempt_is_not_judged() {
        arm(oneShot(WhenLate.DEAD));
        world.pass(60_000);
        world.renew(1);
        world.result(world.onlyOrder(), new Failed("no", 20_000L));
        world.settle(true);
        world.pass(20_000);
        world.renew(1);
        world.passAndTurn(0);
        assertEquals(2, world.orders.getLast().attempt());
        assertNull(world.orders.getLast().startWithinMillis());
    }

    @Test
    void what_has_expired_is_expired_however_late_it_is() {
        Pending task = late(MAX * 10, WhenLate.DEAD);
        arm(world.pending("a", task.definition().withExpiresAt(task.due() + 1), task.due()));
        assertEquals(Outcome.EXPIRED, ((Ended) onlySettlement().step()).outcome());
    }

    @Test
    void a_dead_letter_that_is_revived_is_due_when_it_was() {
        Pending old = late(60 * MAX, WhenLate.DEAD);
        long now = world.time.databaseMillis();
        arm(new Pending("a", 0, 1, old.definition(), old.acceptedAt(), old.scheduledFor(), now, 0, false, 99));
        assertEquals(1, world.onlyOrder().attempt());
    }

    @Test
    void what_a_pause_of_its_task_made_late_is_too_late() {
        long first = world.time.databaseMillis() - 30_000;
        Definition hourly = Definition.of(
                        new Trigger.Every(3_600_000, first),
                        oneShot(WhenLate.SKIP).definition().action())
                .withMaxLateness(new MaxLateness(MAX, WhenLate.SKIP));
        Pending resumed =
                new Pending("a", 0, 1, hourly, first - 1_000, first, world.time.databaseMillis(), 0, false, 99);
        arm(resumed);
        assertEquals(
                new Ended(Outcome.SKIPPED, "PT30S late, more than its maxLateness PT5S", first + 3_600_000),
                onlySettlement().step());
    }

    @Test
    void an_instant_from_before_its_task_was_accepted_is_due_at_its_acceptance() {
        long now = world.time.databaseMillis();
        Definition hourly = Definition.of(
                        new Trigger.Every(3_600_000, now - 30_000),
                        oneShot(WhenLate.SKIP).definition().action())
                .withMaxLateness(new MaxLateness(MAX, WhenLate.SKIP));
        arm(new Pending("a", 0, 1, hourly, now, now - 30_000, now, 0, false, 99));
        assertEquals(now - 30_000, world.onlyOrder().occurrence().scheduledFor());
    }

    @Test
    void a_dead_letter_counts_as_fired_and_a_skipped_one_does_not() {
        for (WhenLate whenLate : List.of(WhenLate.SKIP, WhenLate.DEAD)) {
            ManualWorld fresh = ManualWorld.owning();
            long first = fresh.time.databaseMillis() - 30_000;
            Definition once = Definition.of(
                            new Trigger.Every(3_600_000, first),
                            oneShot(whenLate).definition().action())
                    .withRecurrence(Recurrence.DEFAULT.withBounds(null, null, 1))
                    .withMaxLateness(new MaxLateness(MAX, whenLate));
            fresh.owner.arm(List.of(new Pending("a", 0, 1, once, 0, first, first, 0, false, 99)), null);
            fresh.owner.turn();
            Ended ended =
                    (Ended) fresh.request(Settle.class).settlements().getFirst().step();
            assertEquals(whenLate == WhenLate.DEAD, ended.next() == null, ended::toString);
        }
    }

    private Pending oneShot(WhenLate whenLate) {
        return late(0, whenLate);
    }

    /** A one-shot that was due so long ago. */
    private Pending late(long agoMillis, WhenLate whenLate) {
        Pending plain = world.oneShot("a", -agoMillis);
        return world.pending("a", plain.definition().withMaxLateness(new MaxLateness(MAX, whenLate)), plain.due());
    }

    private void arm(Pending... pending) {
        world.owner.arm(List.of(pending), null);
        world.owner.turn();
    }

    private Settlement onlySettlement() {
        List<Settlement> settlements = world.request(Settle.class).settlements();
        assertEquals(1, settlements.size());
        return settlements.getFirst();
    }
}
