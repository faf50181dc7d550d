package carillon.json;

import carillon.task.Definition;
import carillon.task.Payload;
import carillon.task.Priority;
import carillon.task.Queued;
import carillon.task.Recurrence;
import carillon.task.RetryPolicy;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A definition as the database keeps it: all but the payload, as one JSON object. Equal definitions give equal texts.
 *
 * <p>It says nothing of what a task has whose user said nothing of it: a text is written once, read again and again,
 * and kept as long as the history. So what a member means that is left out never changes, whatever new tasks have.
 */
public final class DefinitionText {

    private DefinitionText() {}

    /** Writes a definition without its payload. */
    public static String write(Definition definition) {
        byte[] bytes = JsonWriting.toBytes(to -> {
            JsonGenerator out = to.out();
            out.writeStartObject();
            TaskWriter.writeTrigger(out, definition.trigger());
            TaskWriter.writeAction(out, definition.action());
            writeOwnSettings(out, definition);
            out.writeEndObject();
        });
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void writeOwnSettings(JsonGenerator out, Definition definition) throws IOException {
        if (!definition.enabled()) {
            out.writeBooleanField("enabled", false);
        }
        if (definition.priority() != Priority.NORMAL) {
            TaskWriter.writePriority(out, definition.priority());
        }
        Queued queue = definition.queue();
        if (queue != null) {
            out.writeStringField("queue", queue.name());
        }
        // In a queue, what is left out is the queue's.
        if (queue == null ? definition.timeoutMillis() != Definition.TIMEOUT_MILLIS_DEFAULT : queue.ownTimeout()) {
            TaskWriter.writeTimeout(out, definition.timeoutMillis());
        }
        if (queue == null ? !definition.retry().equals(RetryPolicy.DEFAULT) : queue.ownRetry()) {
            TaskWriter.writeRetry(out, definition.retry());
        }
        if (definition.trigger().recurs() && !definition.recurrence().equals(Recurrence.DEFAULT)) {
            TaskWriter.writeRecurrence(out, definition.recurrence());
        }
        TaskWriter.writeInstant(out, "expiresAt", definition.expiresAt());
        TaskWriter.writeMaxLateness(out, definition.maxLateness());
        TaskWriter.writeStrings(out, "labels", definition.labels());
    }

    /**
     * Reads back what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the text is none of it, saying what is wrong
     */
    public static Definition read(String text, Payload payload) {
        return switch (TaskDecoder.decodeStored(text.getBytes(StandardCharsets.UTF_8))) {
            case Decoded.Task task -> task.definition().withPayload(payload);
            case Decoded.Refused refused ->
                throw new IllegalArgumentException(refused.violations().stream()
                        .map(each -> each.pointer() + " " + each.detail())
                        .collect(Collectors.joining("; ")));
        };
    }

    /** The labels in a text that {@link #read} may refuse, as far as they can be read. */
    public static Map<String, String> labels(String text) {
        return TaskDecoder.labelsOfStored(text.getBytes(StandardCharsets.UTF_8));
    }
}
