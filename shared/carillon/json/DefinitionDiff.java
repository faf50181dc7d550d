package carillon.json;

import carillon.task.Definition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Tells in what two definitions differ. */
public final class DefinitionDiff {

    private DefinitionDiff() {}

    /** The members that differ, by their names; never their values, which may be secret. */
    public static List<String> members(Definition before, Definition after) {
        Map<String, String> old = JsonMembers.of(DefinitionText.write(before));
        Map<String, String> fresh = JsonMembers.of(DefinitionText.write(after));
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(fresh.keySet());
        names.removeIf(name -> Objects.equals(old.get(name), fresh.get(name)));
        if (!before.payload().equals(after.payload())) {
            names.add("payload");
        }
        return List.copyOf(names);
    }
}
