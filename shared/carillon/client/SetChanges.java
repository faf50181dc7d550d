package carillon.client;

import java.util.List;

/**
 * What became of the tasks of a set, or would become of them; each by its id.
 *
 * @param removed cancelled, because the set no longer names them
 */
public record SetChanges(List<String> created, List<Update> updated, List<String> removed, List<String> unchanged) {

    public SetChanges {
        created = List.copyOf(created);
        updated = List.copyOf(updated);
        removed = List.copyOf(removed);
        unchanged = List.copyOf(unchanged);
    }

    /**
     * A task that was replaced.
     *
     * @param members those that differ, by their names
     */
    public record Update(String id, List<String> members) {

        public Update {
            members = List.copyOf(members);
        }

        private static Update of(Members update) {
            return new Update(update.requiredText("id"), update.texts("members"));
        }
    }

    static SetChanges of(Members kept) {
        return new SetChanges(
                kept.texts("created"),
                kept.objects("updated", Update::of),
                kept.texts("removed"),
                kept.texts("unchanged"));
    }
}
