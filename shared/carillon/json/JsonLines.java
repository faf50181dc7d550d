package carillon.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Finds the lines on which the values of a document stand. */
public final class JsonLines {

    private JsonLines() {}

    /**
     * The line of every value, from 1 on, by its JSON pointer; up to the place where the document is broken, if it is.
     */
    public static Map<String, Integer> of(byte[] document) {
        Map<String, Integer> lines = new HashMap<>();
        JsonReader.read(document, in -> walk(in, lines));
        return lines;
    }

    /** The line of a value, or of the closest one around it. */
    public static int line(Map<String, Integer> lines, String pointer) {
        String place = pointer;
        while (!place.isEmpty() && !lines.containsKey(place)) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return lines.getOrDefault(place, 1);
    }

    private static void walk(JsonReader in, Map<String, Integer> lines) throws IOException {
        lines.put(in.pointer(), in.line());
        if (in.isAt(JsonToken.START_OBJECT)) {
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.toValue();
                walk(in, lines);
            }
        } else if (in.isAt(JsonToken.START_ARRAY)) {
            while (in.nextElement()) {
                walk(in, lines);
            }
        }
    }
}
