package carillon.json;

import carillon.task.Definition;
import carillon.task.Payload;
import com.fasterxml.jackson.core.JsonGenerator;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A definition as the database keeps it: all but the payload, as one JSON object. Equal definitions give equal texts.
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
            TaskWriter.writeSettings(out, definition);
            out.writeEndObject();
        });
        return new String(bytes, StandardCharsets.UTF_8);
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
