package carillon.json;

import carillon.message.SetMessage.Kept;
import carillon.message.SetMessage.Update;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Writes what became of a set as a client reads it, in UTF-8. */
public final class SetEncoder {

    private SetEncoder() {}

    /** What was done, or would be. */
    public static byte[] kept(String set, boolean dryRun, Kept kept) {
        return JsonWriting.toBytes(to -> {
            JsonGenerator out = to.out();
            out.writeStartObject();
            out.writeStringField("set", set);
            out.writeBooleanField("dryRun", dryRun);
            writeIds(out, "created", kept.created());
            out.writeArrayFieldStart("updated");
            for (Update update : kept.updated()) {
                out.writeStartObject();
                out.writeStringField("id", update.id());
                writeIds(out, "members", update.members());
                out.writeEndObject();
            }
            out.writeEndArray();
            writeIds(out, "removed", kept.removed());
            writeIds(out, "unchanged", kept.unchanged());
            out.writeEndObject();
        });
    }

    private static void writeIds(JsonGenerator out, String name, List<String> ids) throws IOException {
        out.writeArrayFieldStart(name);
        for (String id : ids) {
            out.writeString(id);
        }
        out.writeEndArray();
    }
}
