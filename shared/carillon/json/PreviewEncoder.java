package carillon.json;

import carillon.cron.Dialect;
import carillon.task.Preview;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.ZoneId;

/** Writes previews as a client reads them, in UTF-8. Instants are RFC 3339 with the offset of the zone. */
public final class PreviewEncoder {

    private PreviewEncoder() {}

    public static byte[] preview(Preview preview) {
        return JsonWriting.toBytes(to -> {
            to.out().writeStartObject();
            writeMembers(to.out(), preview);
            to.out().writeEndObject();
        });
    }

    /** A preview among others, which begins with its status. */
    public static byte[] line(Preview preview) {
        return JsonWriting.toBytes(to -> {
            to.out().writeStartObject();
            to.out().writeNumberField("status", 200);
            writeMembers(to.out(), preview);
            to.out().writeEndObject();
        });
    }

    private static void writeMembers(JsonGenerator out, Preview preview) throws IOException {
        Dialect dialect = preview.dialect();
        out.writeStringField("dialect", dialect == null ? null : dialect.title());
        out.writeStringField("zone", preview.zone());
        ZoneId zone = ZoneId.of(preview.zone());
        out.writeArrayFieldStart("next");
        for (long instant : preview.next()) {
            out.writeString(Rfc3339.text(instant, zone));
        }
        out.writeEndArray();
        out.writeStringField("explanation", preview.explanation());
        if (preview.dst() == null) {
            out.writeNullField("dst");
            return;
        }
        out.writeObjectFieldStart("dst");
        TaskWriter.writeDstMembers(out, preview.dst());
        out.writeStringField("note", preview.clockChange());
        out.writeEndObject();
    }
}
