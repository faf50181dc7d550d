package carillon.delivery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.DeliveryMessage.Credit;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoodbyeTest {

    private static final long SAID = Long.MAX_VALUE;

    private final Goodbye goodbye = new Goodbye(Set.of("one", "two"), SAID);

    @Test
    void each_owner_has_to_answer_what_was_said_and_not_what_was_said_before() {
        goodbye.heard(new Credit("one", SAID - 1, 1_000, 0));
        goodbye.heard(new Credit("two", SAID, 1_000, 0));
        assertFalse(goodbye.answered().isComplete());
        // A clock may begin anywhere, and overflow.
        goodbye.heard(new Credit("one", SAID + 1, 1_000, 0));
        assertTrue(goodbye.answered().succeeded());
    }

    @Test
    void one_that_is_not_there_any_more_need_not_answer() {
        goodbye.forget("one");
        goodbye.heard(new Credit("two", SAID, 0, 0));
        assertTrue(goodbye.answered().succeeded());
    }

    @Test
    void one_without_credit_need_not_answer() {
        goodbye.awaitOnly(Set.of("two", "three"));
        assertFalse(goodbye.answered().isComplete());
        goodbye.awaitOnly(Set.of("three"));
        assertTrue(goodbye.answered().succeeded());
    }

    @Test
    void without_an_owner_nobody_is_waited_for() {
        assertTrue(new Goodbye(Set.of(), SAID).answered().succeeded());
    }
}
