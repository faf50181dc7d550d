package carillon.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.RunView;
import carillon.message.Settlement;
import carillon.message.Settlement.Again;
import carillon.message.Settlement.AttemptMade;
import carillon.message.Settlement.Ended;
import carillon.task.Outcome;
import carillon.task.TaskState;
import carillon.task.Trigger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Outcomes that the database refuses for good, here by constraints that somebody put there. */
final class RefusedTest {

    @AutoClose
    private static final StoreRig rig = StoreRig.open();

    private static final MeterRegistry counters = new SimpleMeterRegistry();
    private static final List<Inheritance> mine = rig.takeAll("one");

    @BeforeAll
    static void constrain() {
        Metrics.addRegistry(counters);
        rig.sql("ALTER TABLE run ADD CONSTRAINT foreign_error CHECK (error <> 'bad')");
        rig.sql("ALTER TABLE run ADD CONSTRAINT foreign_id CHECK (task_id NOT LIKE 'cursed%')");
        rig.sql("ALTER TABLE attempt ADD CONSTRAINT foreign_error CHECK (error <> 'bad')");
    }

    @AfterAll
    static void forget() {
        Metrics.removeRegistry(counters);
    }

    @Test
    void an_outcome_whose_error_is_refused_is_recorded_without_it_and_holds_up_nothing() {
        double before = refused("details");
        Pending first = created("first");
        Pending bad = created("bad");
        Pending last = created("last");
        assertEquals(List.of(true, true, true), rig.settle(success(first), dead(bad, "bad"), success(last)));
        RunView run = rig.history("bad").get(0);
        assertEquals(Outcome.DEAD, run.outcome());
        assertNull(run.error());
        assertEquals("the database refuses a value (SQLSTATE 23514)", run.reason());
        assertEquals(1, run.attempt());
        assertEquals(TaskState.SUCCEEDED, rig.task("last").state());
        assertEquals(before + 1, refused("details"));
    }

    @Test
    void an_outcome_that_is_refused_in_any_form_is_set_aside_and_its_task_stays_pending() {
        double before = refused("outcome");
        Pending cursed = created("cursed");
        Pending innocent = created("innocent");
        assertEquals(List.of(false, true), rig.settle(success(cursed), success(innocent)));
        assertEquals(cursed, rig.pending("cursed"));
        assertEquals(TaskState.SUCCEEDED, rig.task("innocent").state());
        assertEquals(before + 1, refused("outcome"));
    }

    @Test
    void an_attempt_that_is_refused_counts_and_is_followed_by_the_next() {
        Pending pending = created("retried");
        long due = pending.due() + 1_000;
        assertEquals(List.of(true), rig.settle(settlement(pending, "bad", new Again(due))));
        Pending next = rig.pending("retried");
        assertEquals(due, next.due());
        assertEquals(1, next.attempts());
    }

    private static double refused(String what) {
        return counters.counter("carillon.settlements.refused", "lost", what).count();
    }

    private static Pending created(String id) {
        rig.create(StoreRig.chosen(id, new Trigger.Delay(0)));
        return rig.pending(id);
    }

    private static Settlement success(Pending pending) {
        return StoreRig.success(pending, term(pending), null);
    }

    private static Settlement dead(Pending pending, String error) {
        return settlement(pending, error, new Ended(Outcome.DEAD, "every attempt failed", null));
    }

    private static Settlement settlement(Pending pending, String error, Settlement.Step step) {
        AttemptMade attempt = new AttemptMade(1, pending.due(), pending.due() + 7, error);
        return StoreRig.settlement(pending, term(pending), attempt, step);
    }

    private static long term(Pending pending) {
        return StoreRig.holding(mine, pending.shard()).term();
    }
}
