package carillon.json;

import carillon.cron.Dst;
import carillon.task.Action;
import carillon.task.Definition;
import carillon.task.MaxLateness;
import carillon.task.Priority;
import carillon.task.Queued;
import carillon.task.Recurrence;
import carillon.task.RetryPolicy;
import carillon.task.Trigger;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the members of a definition in one order and with every default spelled out, so that equal ones look alike.
 */
final class TaskWriter {

    private TaskWriter() {}

    static void writeTrigger(JsonGenerator out, Trigger trigger) throws IOException {
        switch (trigger) {
            case Trigger.At at -> out.writeStringField("at", Rfc3339.text(at.instant()));
            case Trigger.Delay delay -> out.writeStringField("delay", IsoDuration.text(delay.millis()));
            case Trigger.Every every -> {
                out.writeStringField("every", IsoDuration.text(every.periodMillis()));
                writeInstant(out, "start", every.start());
            }
            case Trigger.Cron cron -> {
                out.writeStringField("cron", cron.expression());
                out.writeStringField("dialect", cron.dialect().title());
                out.writeStringField("zone", cron.zone());
                writeDst(out, cron.dst());
            }
            case Trigger.Rrule rrule -> {
                out.writeStringField("rrule", rrule.rule());
                out.writeStringField("zone", rrule.zone());
                writeDst(out, rrule.dst());
                writeInstant(out, "start", rrule.start());
            }
        }
    }

    private static void writeDst(JsonGenerator out, Dst dst) throws IOException {
        out.writeObjectFieldStart("dst");
        writeDstMembers(out, dst);
        out.writeEndObject();
    }

    static void writeDstMembers(JsonGenerator out, Dst dst) throws IOException {
        out.writeStringField("gap", EnumForm.word(dst.gap()));
        out.writeStringField("overlap", EnumForm.word(dst.overlap()));
    }

    static void writeAction(JsonGenerator out, Action action) throws IOException {
        switch (action) {
            case Action.Handler handler -> out.writeStringField("action", handler.name());
            case Action.Webhook webhook -> {
                out.writeObjectFieldStart("action");
                out.writeObjectFieldStart("http");
                out.writeStringField("url", webhook.url());
                out.writeStringField("method", webhook.method());
                writeStrings(out, "headers", webhook.headers());
                out.writeEndObject();
                out.writeEndObject();
            }
        }
    }

    /** What remains besides trigger, action and payload; what a task takes from its queue is left out. */
    static void writeSettings(JsonGenerator out, Definition definition) throws IOException {
        out.writeBooleanField("enabled", definition.enabled());
        writePriority(out, definition.priority());
        Queued queue = definition.queue();
        if (queue != null) {
            out.writeStringField("queue", queue.name());
        }
        if (queue == null || queue.ownTimeout()) {
            writeTimeout(out, definition.timeoutMillis());
        }
        if (queue == null || queue.ownRetry()) {
            writeRetry(out, definition.retry());
        }
        if (definition.trigger().recurs()) {
            writeRecurrence(out, definition.recurrence());
        }
        writeInstant(out, "expiresAt", definition.expiresAt());
        writeMaxLateness(out, definition.maxLateness());
        writeStrings(out, "labels", definition.labels());
    }

    static void writePriority(JsonGenerator out, Priority priority) throws IOException {
        out.writeStringField("priority", EnumForm.word(priority));
    }

    static void writeTimeout(JsonGenerator out, long millis) throws IOException {
        out.writeStringField("timeout", IsoDuration.text(millis));
    }

    static void writeMaxLateness(JsonGenerator out, @Nullable MaxLateness maxLateness) throws IOException {
        if (maxLateness != null) {
            out.writeStringField("maxLateness", IsoDuration.text(maxLateness.millis()));
            out.writeStringField("whenLate", EnumForm.word(maxLateness.whenLate()));
        }
    }

    static void writeRetry(JsonGenerator out, RetryPolicy retry) throws IOException {
        out.writeObjectFieldStart("retry");
        out.writeNumberField("maxAttempts", retry.maxAttempts());
        out.writeStringField("backoff", IsoDuration.text(retry.backoffMillis()));
        out.writeNumberField("multiplier", retry.multiplier());
        out.writeStringField("maxBackoff", IsoDuration.text(retry.maxBackoffMillis()));
        out.writeNumberField("jitter", retry.jitter());
        out.writeEndObject();
    }

    static void writeRecurrence(JsonGenerator out, Recurrence recurrence) throws IOException {
        writeInstant(out, "start", recurrence.start());
        writeInstant(out, "end", recurrence.end());
        Integer maxFires = recurrence.maxFires();
        if (maxFires != null) {
            out.writeNumberField("maxFires", maxFires);
        }
        out.writeStringField("jitter", IsoDuration.text(recurrence.jitterMillis()));
        out.writeStringField("misfire", EnumForm.word(recurrence.misfire()));
        out.writeStringField("misfireAfter", IsoDuration.text(recurrence.misfireAfterMillis()));
        out.writeStringField("overlap", EnumForm.word(recurrence.overlap()));
    }

    static void writeInstant(JsonGenerator out, String name, @Nullable Long instant) throws IOException {
        if (instant != null) {
            out.writeStringField(name, Rfc3339.text(instant));
        }
    }

    static void writeStrings(JsonGenerator out, String name, Map<String, String> strings) throws IOException {
        if (strings.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> entry : new TreeMap<>(strings).entrySet()) {
            out.writeStringField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
    }
}
