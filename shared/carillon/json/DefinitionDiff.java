package carillon.json;

import carillon.task.Definition;
import carillon.task.Payload;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells in what two definitions differ. */
public final class DefinitionDiff {

    private DefinitionDiff() {}

    /**
     * The members that differ, by their names; never their values, which may be secret.
     *
     * @param before null for one that cannot be read, of which nothing is known
     */
    public static List<String> members(@Nullable Definition before, Definition after) {
        Map<String, String> old = before == null ? Map.of() : JsonMembers.of(DefinitionText.write(before));
        Map<String, String> fresh = JsonMembers.of(DefinitionText.write(after));
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(fresh.keySet());
        names.removeIf(name -> Objects.equals(old.get(name), fresh.get(name)));
        Payload payload = before == null ? Payload.NONE : before.payload();
        if (!payload.equals(after.payload())) {
            names.add("payload");
        }
        return List.copyOf(names);
    }
}
