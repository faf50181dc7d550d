package carillon.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object as the texts of its members. */
public final class JsonMembers {

    private JsonMembers() {}

    /**
     * The members of an object in their order, each as the text that stands there.
     *
     * @throws IllegalArgumentException if the text is no object
     */
    public static Map<String, String> of(String object) {
        Map<String, String> members = new LinkedHashMap<>();
        List<Violation> faults =
                JsonReader.read(object.getBytes(StandardCharsets.UTF_8), in -> readMembers(in, members));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("this is no JSON object: " + faults);
        }
        return members;
    }

    private static void readMembers(JsonReader in, Map<String, String> members) throws IOException {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.toValue();
            members.put(name, new String(in.raw(), StandardCharsets.UTF_8));
        }
    }
}
