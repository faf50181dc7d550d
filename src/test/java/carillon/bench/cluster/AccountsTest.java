package carillon.bench.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.bench.cluster.Records.Recorded;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final long DUE = 1_000;

    private final Tasks tasks = new Tasks();
    private final Arrivals arrivals = new Arrivals();

    @Test
    void a_task_that_arrived_once_and_is_recorded_is_right() {
        arrivals.add(accepted(), 1, 1, DUE + 7);
        Accounts accounts = compare(new Recorded(0, 1, DUE + 5, true));
        assertTrue(accounts.areRight(), accounts.text());
        assertEquals(7, accounts.lateArrivals().max());
        assertEquals(5, accounts.lateStarts().max());
    }

    @Test
    void a_task_that_never_arrived_or_has_no_outcome_is_lost() {
        accepted();
        arrivals.add(accepted(), 1, 1, DUE);
        Accounts accounts = compare(new Recorded(0, 1, DUE, true));
        assertEquals(1, accounts.undelivered());
        assertEquals(1, accounts.unrecorded());
        assertEquals(2, accounts.lost());
        assertFalse(accounts.areRight());
    }

    @Test
    void a_dead_letter_is_not_lost_and_not_right() {
        arrivals.add(accepted(), 1, 1, DUE);
        Accounts accounts = compare(new Recorded(0, 1, DUE, false));
        assertEquals(0, accounts.lost());
        assertEquals(1, accounts.dead());
        assertFalse(accounts.areRight());
    }

    @Test
    void a_task_that_its_client_brought_too_late_has_no_lateness() {
        int task = tasks.add(DUE);
        tasks.accept(task, DUE + 1);
        arrivals.add(task, 1, 1, DUE + 500);
        Accounts accounts = compare(new Recorded(0, 1, DUE + 500, true));
        assertEquals(1, accounts.tardy());
        assertEquals(-1, accounts.lateArrivals().max());
    }

    @Test
    void a_task_that_was_never_accepted_is_not_lost_and_not_right() {
        tasks.add(DUE);
        Accounts accounts = compare();
        assertEquals(0, accounts.undelivered());
        assertFalse(accounts.areRight());
    }

    @Test
    void a_duplicate_needs_another_term_or_a_higher_attempt_than_all_before() {
        int task = accepted();
        arrivals.add(task, 1, 1, DUE);
        arrivals.add(task, 2, 1, DUE);
        arrivals.add(task, 2, 2, DUE);
        Recorded recorded = new Recorded(0, 2, DUE, true);
        assertTrue(compare(recorded).areRight(), compare(recorded).text());
        assertEquals(2, compare(recorded).duplicates());
        arrivals.add(task, 1, 2, DUE);
        assertEquals(0, compare(recorded).indistinct());
        arrivals.add(task, 2, 2, DUE);
        assertEquals(1, compare(recorded).indistinct());
    }

    @Test
    void an_arrival_before_the_due_instant_is_early_and_a_second_outcome_is_seen() {
        arrivals.add(accepted(), 1, 1, DUE - 1);
        Recorded recorded = new Recorded(0, 1, DUE, true);
        assertEquals(1, compare(recorded, recorded).early());
        assertEquals(1, compare(recorded, recorded).twice());
    }

    private int accepted() {
        int task = tasks.add(DUE);
        tasks.accept(task, 0);
        return task;
    }

    private Accounts compare(Recorded... recorded) {
        return Accounts.of(tasks, arrivals, Records.of(tasks.count(), Stream.of(recorded)));
    }
}
