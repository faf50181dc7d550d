package carillon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import carillon.cron.Dialect;
import carillon.message.AttemptView;
import carillon.message.KeptDefinition;
import carillon.message.RunView;
import carillon.message.TaskView;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.Outcome;
import carillon.task.Payload;
import carillon.task.TaskState;
import carillon.task.Trigger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskEncoderTest {

    private static final RunView RUN = new RunView(
            1_000,
            1_500,
            1_600L,
            2_000L,
            2,
            7,
            Outcome.SUCCEEDED,
            null,
            null,
            1,
            List.of(new AttemptView(1, 7, 1_001, 1_002, "500 \"x\"")),
            null,
            RunView.Stage.ENDED);

    @Test
    void a_task_is_written_with_its_payload_as_received() {
        Definition definition = Definition.of(new Trigger.Every(30_000, null), new Action.Handler("sync"))
                .withPayload(Payload.of("{ \"ü\" : 1.50 }"));
        assertEquals(
                "{\"id\":\"t\",\"every\":\"PT30S\",\"action\":\"sync\",\"payload\":{ \"ü\" : 1.50 },\"enabled\":true,"
                        + "\"priority\":\"normal\",\"timeout\":\"PT30S\",\"retry\":{\"maxAttempts\":5,"
                        + "\"backoff\":\"PT1S\",\"multiplier\":2.0,\"maxBackoff\":\"PT1H\",\"jitter\":0.1},"
                        + "\"jitter\":\"PT0S\",\"misfire\":\"fire_once\",\"misfireAfter\":\"PT1M\","
                        + "\"overlap\":\"skip\","
                        + "\"state\":\"scheduled\","
                        + "\"nextFireAt\":\"1970-01-01T00:00:30.000Z\",\"lastRun\":null,"
                        + "\"createdAt\":\"1970-01-01T00:00:00.000Z\",\"version\":1}",
                text(TaskEncoder.task(new TaskView("t", 1, definition, TaskState.SCHEDULED, 30_000L, 0, null))));
    }

    @Test
    void a_task_that_never_fires_says_so() {
        Definition never =
                Definition.of(new Trigger.Cron("0 0 30 2 *", Dialect.UNIX, "UTC"), new Action.Handler("sync"));
        String text = text(TaskEncoder.task(new TaskView("t", 1, never, TaskState.FINISHED, null, 0, null)));
        assertTrue(
                text.contains("\"dst\":{\"gap\":\"shift\",\"overlap\":\"first\"}")
                        && text.contains("\"state\":\"finished\",\"nextFireAt\":null,"
                                + "\"note\":\"never fires: no instant after its acceptance matches the rule\""),
                text);
    }

    @Test
    void a_task_that_expires_before_it_fires_says_so() {
        Definition late = Definition.of(new Trigger.At(60_000), new Action.Handler("sync"))
                .withExpiresAt(30_000L);
        assertTrue(text(TaskEncoder.task(new TaskView("t", 1, late, TaskState.SCHEDULED, null, 0, null)))
                .contains("\"state\":\"scheduled\",\"nextFireAt\":null,"
                        + "\"note\":\"expires at 1970-01-01T00:00:30.000Z, before it fires\""));
    }

    @Test
    void a_task_that_may_expire_but_fires_or_is_paused_or_over_says_nothing_of_it() {
        Definition given = Definition.of(new Trigger.At(60_000), new Action.Handler("sync"))
                .withExpiresAt(90_000L);
        for (TaskView task : List.of(
                new TaskView("t", 1, given, TaskState.SCHEDULED, 60_000L, 0, null),
                new TaskView("t", 1, given, TaskState.PAUSED, null, 0, null),
                new TaskView("t", 1, given, TaskState.EXPIRED, null, 0, null))) {
            String text = text(TaskEncoder.task(task));
            assertFalse(text.contains("note"), text);
        }
    }

    @Test
    void a_task_that_cannot_be_read_says_why_and_what_to_do() {
        KeptDefinition kept = new KeptDefinition.Unreadable(
                "mail", Map.of("carillon.set", "nightly"), "/zone 'Mars/Base' is no time zone");
        assertEquals(
                "{\"id\":\"t\",\"queue\":\"mail\",\"labels\":{\"carillon.set\":\"nightly\"},"
                        + "\"unreadable\":\"/zone 'Mars/Base' is no time zone; the task does not"
                        + " fire until it can be read: PUT it anew, or DELETE it, or, where a time zone is missing,"
                        + " start the node on a JVM that knows it\","
                        + "\"state\":\"scheduled\",\"nextFireAt\":null,\"lastRun\":null,"
                        + "\"createdAt\":\"1970-01-01T00:00:00.000Z\",\"version\":3}",
                text(TaskEncoder.task(new TaskView("t", 3, kept, TaskState.SCHEDULED, null, 0, null))));
    }

    @Test
    void a_page_of_history_tells_lateness_and_failed_attempts() {
        assertEquals(
                "{\"runs\":[{\"scheduledFor\":\"1970-01-01T00:00:01.000Z\",\"lastScheduledFor\":null,"
                        + "\"state\":\"ended\",\"dueAt\":null,\"startedAt\":\"1970-01-01T00:00:01.600Z\","
                        + "\"finishedAt\":\"1970-01-01T00:00:02.000Z\",\"latenessMs\":100,\"attempt\":2,\"term\":7,"
                        + "\"outcome\":\"succeeded\",\"reason\":null,\"error\":null,\"covers\":1,\"failedAttempts\":["
                        + "{\"attempt\":1,\"term\":7,\"startedAt\":\"1970-01-01T00:00:01.001Z\","
                        + "\"finishedAt\":\"1970-01-01T00:00:01.002Z\",\"error\":\"500 \\\"x\\\"\"}]}],"
                        + "\"cursor\":\"c\"}",
                text(TaskEncoder.runs(List.of(RUN), "c")));
    }

    @Test
    void an_empty_page_of_tasks_ends_the_list() {
        assertEquals("{\"tasks\":[],\"cursor\":null}", text(TaskEncoder.tasks(List.of(), null)));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
