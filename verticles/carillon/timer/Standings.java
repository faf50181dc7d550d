package carillon.timer;

import carillon.message.RunView.Stage;
import carillon.message.Standing;
import carillon.task.Action;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of occurrences what the database does not know: which run, and what the others that are due wait for. */
final class Standings {

    private Standings() {}

    /** Of those that are under way; the others are as the database says. */
    static List<Standing> of(List<Entry> entries, long now) {
        List<Standing> standings = new ArrayList<>();
        for (Entry entry : entries) {
            Standing standing = of(entry, now);
            if (standing != null) {
                standings.add(standing);
            }
        }
        return standings;
    }

    private static @Nullable Standing of(Entry entry, long now) {
        return switch (entry.state) {
            case IN_FLIGHT -> new Standing(entry.occurrence(), Stage.RUNNING, entry.attempt, null);
            case ARMED -> entry.pending.due() <= now ? waiting(entry) : null;
            case CHARGING, SETTLING, CHANGING, GONE -> null;
        };
    }

    private static Standing waiting(Entry entry) {
        QueueGate gate = entry.gate;
        if (gate != null) {
            return new Standing(entry.occurrence(), Stage.WAITING, entry.pending.attempts(), gate.reason());
        }
        String reason = entry.absences > 0 && entry.pending.definition().action() instanceof Action.Handler handler
                ? "no handler named " + handler.name() + " is registered"
                : "every delivery instance has as much to do as it takes";
        return new Standing(entry.occurrence(), Stage.WAITING, entry.pending.attempts(), reason);
    }
}
