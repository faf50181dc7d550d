package carillon.fuzz;

import carillon.json.Decoded;
import carillon.json.DefinitionText;
import carillon.json.TaskDecoder;
import carillon.task.Definition;

/** Any bytes are a task or refused; a task that is stored reads back equal. */
public final class DecoderTarget {

    private DecoderTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (TaskDecoder.decode(input) instanceof Decoded.Task task) {
            Definition definition = task.definition();
            Definition back = DefinitionText.read(DefinitionText.write(definition), definition.payload());
            if (!back.equals(definition)) {
                throw new IllegalStateException(definition + " was read back as " + back);
            }
        }
    }
}
