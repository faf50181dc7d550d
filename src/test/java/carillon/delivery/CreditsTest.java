package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.DeliveryMessage.Credit;
import org.junit.jupiter.api.Test;

class CreditsTest {

    private final Credits credits = new Credits();

    @Test
    void an_owner_that_gave_no_credit_has_none() {
        assertFalse(credits.holds("a", 0));
    }

    @Test
    void a_credit_holds_until_the_reading_it_answers_plus_what_remained() {
        grant("a", 100, 50);

        assertTrue(credits.holds("a", 149));
        assertFalse(credits.holds("a", 150));
        assertFalse(credits.holds("b", 149));
    }

    @Test
    void a_late_answer_to_an_older_reading_takes_nothing_away() {
        grant("a", 200, 50);
        grant("a", 100, 50);

        assertTrue(credits.holds("a", 249));
    }

    @Test
    void readings_may_wrap_around() {
        grant("a", Long.MAX_VALUE - 10, 50);

        assertTrue(credits.holds("a", Long.MAX_VALUE));
        assertTrue(credits.holds("a", Long.MIN_VALUE + 38));
        assertFalse(credits.holds("a", Long.MIN_VALUE + 39));
    }

    @Test
    void pruning_forgets_only_windows_that_are_over() {
        grant("over", 0, 10);
        grant("open", 0, 11);

        credits.prune(10);

        assertTrue(credits.holds("open", 10));
        assertFalse(credits.holds("over", 9), "it was forgotten");
    }

    private void grant(String owner, long sentNanos, long remainingNanos) {
        credits.grant(new Credit(owner, sentNanos, remainingNanos, 0));
    }
}
