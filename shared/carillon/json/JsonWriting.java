package carillon.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Writes one JSON document into bytes. */
final class JsonWriting implements AutoCloseable {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    private final JsonGenerator out;

    private JsonWriting() throws IOException {
        out = FACTORY.createGenerator(bytes);
    }

    /** What writes a document. */
    interface Body {
        void write(JsonWriting to) throws IOException;
    }

    static byte[] toBytes(Body body) {
        try (JsonWriting writing = new JsonWriting()) {
            body.write(writing);
            writing.out.flush();
            return writing.bytes.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException("an array of bytes could not be written", impossible);
        }
    }

    JsonGenerator out() {
        return out;
    }

    /** Writes a member whose value is JSON already, byte for byte. */
    void writeRaw(String name, byte[] json) throws IOException {
        out.writeFieldName(name);
        // An empty raw value counts as the member's value; the bytes then go past the generator.
        out.writeRawValue("");
        out.flush();
        bytes.write(json);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
