package carillon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import carillon.cron.Dialect;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Misfire;
import carillon.task.Overlap;
import carillon.task.Payload;
import carillon.task.Priority;
import carillon.task.Queued;
import carillon.task.Recurrence;
import carillon.task.RetryPolicy;
import carillon.task.Trigger;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionTextTest {

    private static final String AT = "{\"at\":\"2027-01-15T08:00:00.000Z\",\"action\":\"work\"";
    private static final Definition BARE =
            Definition.of(new Trigger.At(1_800_000_000_000L), new Action.Handler("work"));

    @Test
    void a_text_says_nothing_of_what_its_user_said_nothing_of() {
        assertEquals(AT + "}", DefinitionText.write(BARE));
    }

    @Test
    void what_a_text_leaves_out_means_what_it_meant_when_it_was_written() {
        Definition oneShot = new Definition(
                BARE.trigger(),
                BARE.action(),
                Payload.NONE,
                true,
                Priority.NORMAL,
                30_000,
                new RetryPolicy(5, 1_000, 2, 3_600_000, 0.1),
                Map.of(),
                new Recurrence(null, null, null, 0, Misfire.FIRE_ONCE, 60_000, Overlap.SKIP),
                null,
                null,
                null);
        String why = "texts of this kind are in databases: give new tasks other defaults elsewhere";
        assertEquals(oneShot, DefinitionText.read(AT + "}", Payload.NONE), why);
        Definition every = DefinitionText.read("{\"every\":\"PT5S\",\"action\":\"work\"}", Payload.NONE);
        assertEquals(oneShot.recurrence(), every.recurrence(), why);
    }

    @Test
    void a_text_that_spells_everything_out_as_they_once_did_is_the_same_definition() {
        String spelled = AT + """
                ,"enabled":true,"priority":"normal","timeout":"PT30S","retry":{"maxAttempts":5,"backoff":"PT1S",\
                "multiplier":2.0,"maxBackoff":"PT1H","jitter":0.1}}""";
        assertEquals(BARE, DefinitionText.read(spelled, Payload.NONE));
    }

    @Test
    void what_equals_a_default_and_is_a_tasks_own_in_a_queue_is_said() {
        Definition own = BARE.withQueue(new Queued("mail", true, true));
        Definition theQueues = BARE.withQueue(new Queued("mail", false, false));
        assertEquals(AT + ",\"queue\":\"mail\"}", DefinitionText.write(theQueues));
        assertEquals(own, DefinitionText.read(DefinitionText.write(own), Payload.NONE));
        assertEquals(theQueues, DefinitionText.read(DefinitionText.write(theQueues), Payload.NONE));
    }

    @Test
    void what_differs_from_a_default_is_said() {
        Definition cron = Definition.of(
                        new Trigger.Cron("0 8 * * *", Dialect.UNIX, "Europe/Berlin"),
                        new Action.Webhook("https://example.org/", "POST", Map.of()))
                .withEnabled(false)
                .withPriority(Priority.URGENT)
                .withTimeout(5_000)
                .withRetry(new RetryPolicy(1, 0, 1, 0, 0))
                .withLabels(Map.of("team", "ops"))
                .withRecurrence(Recurrence.DEFAULT.withJitter(7))
                .withExpiresAt(1_900_000_000_000L);
        assertEquals(cron, DefinitionText.read(DefinitionText.write(cron), Payload.NONE));
    }
}
