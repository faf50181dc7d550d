package carillon.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.message.Pending;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Payload;
import carillon.task.Trigger;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class UntakenTest {

    private final Untaken untaken = new Untaken(10, 1_000);

    private static List<Pending> pending(int count, int payloadBytes) {
        Definition definition = Definition.of(new Trigger.At(5), new Action.Handler("work"))
                .withPayload(Payload.of("x".repeat(payloadBytes)));
        return Collections.nCopies(count, new Pending("t", 0, 1, definition, 5, 5, 5, 0, false, 1));
    }

    @Test
    void an_owner_that_takes_nothing_in_is_told_no_more_and_others_are() {
        assertTrue(untaken.tell("slow", pending(6, 1)));
        assertTrue(untaken.tell("slow", pending(4, 1)));
        assertFalse(untaken.tell("slow", pending(1, 1)));
        assertTrue(untaken.tell("quick", pending(1, 1)));
        untaken.taken("slow", pending(6, 1));
        assertTrue(untaken.tell("slow", pending(6, 1)));
        assertFalse(untaken.tell("slow", pending(1, 1)));
    }

    @Test
    void large_payloads_count_by_their_bytes() {
        assertTrue(untaken.tell("slow", pending(2, 400)));
        assertFalse(untaken.tell("slow", pending(1, 400)));
        untaken.taken("slow", pending(2, 400));
        assertTrue(untaken.tell("slow", pending(1, 400)));
    }

    @Test
    void a_batch_that_is_larger_than_all_is_told_while_nothing_else_is_open() {
        assertTrue(untaken.tell("slow", pending(20, 100)));
        assertFalse(untaken.tell("slow", pending(1, 1)));
        untaken.taken("slow", pending(20, 100));
        assertTrue(untaken.tell("slow", pending(1, 1)));
    }
}
