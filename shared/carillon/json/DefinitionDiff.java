package carillon.json;

import carillon.task.Definition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Tells in what two definitions differ. */
public final class DefinitionDiff {

    private DefinitionDiff() {}

    /** The members that differ, by their names; never their values, which may be secret. */
    public static List<String> members(Definition before, Definition after) {
        Map<String, String> old = membersOf(before);
        Map<String, String> fresh = membersOf(after);
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(fresh.keySet());
        names.removeIf(name -> Objects.equals(old.get(name), fresh.get(name)));
        if (!before.payload().equals(after.payload())) {
            names.add("payload");
        }
        return new ArrayList<>(names);
    }

    private static Map<String, String> membersOf(Definition definition) {
        Map<String, String> members = new LinkedHashMap<>();
        byte[] text = DefinitionText.write(definition).getBytes(StandardCharsets.UTF_8);
        List<Violation> none = JsonReader.read(text, in -> readMembers(in, members));
        if (!none.isEmpty()) {
            throw new IllegalStateException("a definition was written that cannot be read: " + none);
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
