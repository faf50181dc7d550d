package carillon.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.message.Occurrence;
import carillon.trial.Finding.Kind;
import carillon.trial.Recorded.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final long DUE = 10_000;

    @Test
    void a_task_that_was_delivered_once_and_succeeded_is_right() {
        assertEquals(List.of(), auditOnce(succeeded(run(DUE, "succeeded", 1)), arrival(1, 5, DUE)));
    }

    @Test
    void a_task_without_an_outcome_is_lost() {
        assertEquals(List.of(Kind.LOST), auditOnce(new Recorded("scheduled", List.of()), arrival(1, 5, DUE)));
        assertEquals(List.of(Kind.LOST), auditOnce(new Recorded(Recorded.UNKNOWN, List.of())));
        assertEquals(List.of(Kind.LOST), auditOnce(succeeded(run(DUE, null, 1)), arrival(1, 5, DUE)));
        assertEquals(List.of(Kind.LOST), auditOnce(null));
    }

    @Test
    void a_success_that_never_arrived_is_lost() {
        assertEquals(List.of(Kind.LOST), auditOnce(succeeded(run(DUE, "succeeded", 1))));
    }

    @Test
    void an_occurrence_that_arrived_and_has_no_record_is_lost() {
        Delivery other = new Delivery(new Occurrence("a", DUE + 1), 1, 5, DUE + 1);
        assertEquals(List.of(Kind.LOST), auditOnce(succeeded(run(DUE, "succeeded", 1)), arrival(1, 5, DUE), other));
    }

    @Test
    void two_rows_of_a_task_that_fires_once_are_two_outcomes() {
        assertEquals(
                List.of(Kind.TWO_OUTCOMES),
                auditOnce(succeeded(run(DUE, "succeeded", 1), run(DUE, "dead", 1)), arrival(1, 5, DUE)));
    }

    @Test
    void a_delivery_before_the_due_instant_is_early() {
        assertEquals(List.of(Kind.EARLY), auditOnce(succeeded(run(DUE, "succeeded", 1)), arrival(1, 5, DUE - 1)));
    }

    @Test
    void a_delivery_that_says_a_wrong_time_is_misdated() {
        Recorded record = succeeded(run(DUE, "succeeded", 1));
        assertEquals(List.of(), auditOnce(record, said(DUE, DUE + 60_000), said(DUE + 90_000, DUE + 30_000)));
        assertEquals(List.of(Kind.MISDATED), auditOnce(record, said(DUE + 3_600_000, DUE)));
        assertEquals(List.of(Kind.MISDATED), auditOnce(record, said(DUE, DUE + 61_000)));
    }

    @Test
    void a_repeated_delivery_must_have_another_term_or_a_higher_attempt() {
        Recorded record = succeeded(run(DUE, "succeeded", 1));
        assertEquals(List.of(), auditOnce(record, arrival(1, 5, DUE), arrival(2, 5, DUE), arrival(1, 6, DUE)));
        assertEquals(List.of(Kind.INDISTINCT), auditOnce(record, arrival(1, 5, DUE), arrival(1, 5, DUE)));
        assertEquals(List.of(Kind.INDISTINCT), auditOnce(record, arrival(2, 5, DUE), arrival(1, 5, DUE)));
    }

    @Test
    void a_delivery_whose_lower_term_tells_that_it_is_stale_is_no_finding() {
        Recorded record = succeeded(run(DUE, "succeeded", 1));
        assertEquals(List.of(), auditOnce(record, arrival(1, 6, DUE), arrival(1, 5, DUE)));
        assertEquals(List.of(), auditOnce(record, arrival(2, 6, DUE), arrival(1, 5, DUE)));
    }

    @Test
    void a_delivery_of_what_was_never_accepted_is_seen() {
        assertEquals(List.of(Kind.NOT_ACCEPTED), kinds(Audit.of(Map.of(), List.of(arrival(1, 5, DUE)), Map.of())));
    }

    @Test
    void a_recurring_task_whose_rows_follow_each_other_is_right() {
        assertEquals(List.of(), auditEvery(run(DUE, "skipped", 3), run(DUE + 3_000, "cancelled", 1)));
    }

    @Test
    void a_hole_in_the_rows_of_a_recurring_task_is_lost() {
        assertEquals(List.of(Kind.LOST), auditEvery(run(DUE, "skipped", 2), run(DUE + 3_000, "cancelled", 1)));
        assertEquals(List.of(Kind.LOST), auditEvery(run(DUE + 1_000, "cancelled", 1)));
    }

    @Test
    void rows_of_a_recurring_task_that_overlap_are_two_outcomes() {
        assertEquals(List.of(Kind.TWO_OUTCOMES), auditEvery(run(DUE, "skipped", 4), run(DUE + 3_000, "cancelled", 1)));
    }

    private static List<Kind> auditOnce(@Nullable Recorded record, Delivery... deliveries) {
        return audit(new Accepted("a", false, DUE), record, deliveries);
    }

    private static List<Kind> auditEvery(Run... runs) {
        return audit(new Accepted("a", true, DUE), new Recorded("cancelled", List.of(runs)));
    }

    private static List<Kind> audit(Accepted task, @Nullable Recorded record, Delivery... deliveries) {
        Map<String, Recorded> recorded = record == null ? Map.of() : Map.of("a", record);
        return kinds(Audit.of(Map.of("a", task), Arrays.asList(deliveries), recorded));
    }

    private static List<Kind> kinds(List<Finding> findings) {
        return findings.stream().map(Finding::kind).toList();
    }

    private static Recorded succeeded(Run... runs) {
        return new Recorded("succeeded", List.of(runs));
    }

    private static Run run(long scheduledFor, @Nullable String outcome, int covers) {
        return new Run(scheduledFor, outcome, covers);
    }

    private static Delivery said(long arrivedMillis, long saidMillis) {
        return new Delivery(new Occurrence("a", DUE), (int) arrivedMillis, 5, arrivedMillis, saidMillis);
    }

    private static Delivery arrival(int attempt, long term, long arrivedMillis) {
        return new Delivery(new Occurrence("a", DUE), attempt, term, arrivedMillis);
    }
}
