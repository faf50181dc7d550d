package carillon.json;

import carillon.message.AttemptView;
import carillon.message.KeptDefinition;
import carillon.message.RunView;
import carillon.message.TaskView;
import carillon.task.Definition;
import carillon.task.TaskState;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes tasks and their history as a client reads them, in UTF-8. Instants are RFC 3339 in UTC, with milliseconds.
 * Secrets of webhooks are left out, as {@link Redaction} says.
 */
public final class TaskEncoder {

    /** The note of a task whose rule matches no instant. */
    public static final String NEVER_FIRES = "never fires: no instant after its acceptance matches the rule";

    private static final String UNREADABLE_REMEDY =
            "; the task does not fire until it can be read: PUT it anew, or DELETE it, or, where a time zone is"
                    + " missing, start the node on a JVM that knows it";

    private TaskEncoder() {}

    public static byte[] task(TaskView task) {
        return JsonWriting.toBytes(to -> writeTask(to, task));
    }

    /** A page of tasks; {@code cursor} is null at the end. */
    public static byte[] tasks(List<TaskView> tasks, @Nullable String cursor) {
        return JsonWriting.toBytes(to -> {
            to.out().writeStartObject();
            to.out().writeArrayFieldStart("tasks");
            for (TaskView task : tasks) {
                writeTask(to, task);
            }
            endPage(to.out(), cursor);
        });
    }

    /** A page of history; {@code cursor} is null at the end. */
    public static byte[] runs(List<RunView> runs, @Nullable String cursor) {
        return JsonWriting.toBytes(to -> {
            to.out().writeStartObject();
            to.out().writeArrayFieldStart("runs");
            for (RunView run : runs) {
                writeRun(to.out(), run);
            }
            endPage(to.out(), cursor);
        });
    }

    private static void endPage(JsonGenerator out, @Nullable String cursor) throws IOException {
        out.writeEndArray();
        out.writeStringField("cursor", cursor);
        out.writeEndObject();
    }

    private static void writeTask(JsonWriting to, TaskView task) throws IOException {
        JsonGenerator out = to.out();
        out.writeStartObject();
        out.writeStringField("id", task.id());
        switch (task.kept()) {
            case KeptDefinition.Whole whole -> writeDefinition(to, whole.definition());
            case KeptDefinition.Unreadable unreadable -> writeUnreadable(out, unreadable);
        }
        out.writeStringField("state", EnumForm.word(task.state()));
        writeInstant(out, "nextFireAt", task.nextFireAt());
        String note = note(task);
        if (note != null) {
            out.writeStringField("note", note);
        }
        out.writeFieldName("lastRun");
        RunView lastRun = task.lastRun();
        if (lastRun == null) {
            out.writeNull();
        } else {
            writeRun(out, lastRun);
        }
        writeInstant(out, "createdAt", task.createdAt());
        out.writeNumberField("version", task.version());
        out.writeEndObject();
    }

    private static @Nullable String note(TaskView task) {
        if (task.state() == TaskState.FINISHED && task.lastRun() == null) {
            return NEVER_FIRES;
        }
        Definition definition = task.definition();
        Long expiresAt = definition == null ? null : definition.expiresAt();
        return task.state() == TaskState.SCHEDULED && task.nextFireAt() == null && expiresAt != null
                ? "expires at " + Rfc3339.text(expiresAt) + ", before it fires"
                : task.waitsFor();
    }

    private static void writeDefinition(JsonWriting to, Definition definition) throws IOException {
        TaskWriter.writeTrigger(to.out(), definition.trigger());
        TaskWriter.writeAction(to.out(), Redaction.shown(definition.action()));
        if (!definition.payload().isNone()) {
            to.writeRaw("payload", definition.payload().bytes());
        }
        TaskWriter.writeSettings(to.out(), definition);
    }

    private static void writeUnreadable(JsonGenerator out, KeptDefinition.Unreadable unreadable) throws IOException {
        if (unreadable.queue() != null) {
            out.writeStringField("queue", unreadable.queue());
        }
        TaskWriter.writeStrings(out, "labels", unreadable.labels());
        out.writeStringField("unreadable", unreadable.why() + UNREADABLE_REMEDY);
    }

    private static void writeRun(JsonGenerator out, RunView run) throws IOException {
        Long startedAt = run.startedAt();
        Enum<?> outcome = run.outcome();
        out.writeStartObject();
        writeInstant(out, "scheduledFor", run.scheduledFor());
        writeInstant(out, "lastScheduledFor", run.lastScheduledFor());
        out.writeStringField("state", EnumForm.word(run.stage()));
        writeInstant(out, "dueAt", outcome == null ? run.due() : null);
        writeInstant(out, "startedAt", startedAt);
        writeInstant(out, "finishedAt", run.finishedAt());
        out.writeFieldName("latenessMs");
        if (startedAt == null) {
            out.writeNull();
        } else {
            out.writeNumber(Math.max(0, startedAt - run.due()));
        }
        out.writeNumberField("attempt", run.attempt());
        out.writeNumberField("term", run.term());
        out.writeStringField("outcome", outcome == null ? null : EnumForm.word(outcome));
        out.writeStringField("reason", run.reason());
        out.writeStringField("error", run.error());
        out.writeNumberField("covers", run.covers());
        out.writeArrayFieldStart("failedAttempts");
        for (AttemptView attempt : run.failedAttempts()) {
            writeAttempt(out, attempt);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void writeAttempt(JsonGenerator out, AttemptView attempt) throws IOException {
        out.writeStartObject();
        out.writeNumberField("attempt", attempt.attempt());
        out.writeNumberField("term", attempt.term());
        writeInstant(out, "startedAt", attempt.startedAt());
        writeInstant(out, "finishedAt", attempt.finishedAt());
        out.writeStringField("error", attempt.error());
        out.writeEndObject();
    }

    private static void writeInstant(JsonGenerator out, String name, @Nullable Long millis) throws IOException {
        out.writeStringField(name, millis == null ? null : Rfc3339.text(millis));
    }
}
