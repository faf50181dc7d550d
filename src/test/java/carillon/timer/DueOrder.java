package carillon.timer;

import carillon.message.DueCursor;
import carillon.message.Pending;
import java.util.Comparator;

/** The order in which a shard is read, as the database keeps it. */
final class DueOrder {

    static final Comparator<Pending> BY_DUE = Comparator.comparingLong(Pending::due)
            .thenComparing(Pending::id)
            .thenComparing(Pending::extra)
            .thenComparingLong(Pending::scheduledFor);

    private DueOrder() {}

    static boolean isBehind(Pending each, DueCursor from) {
        int order = each.id().compareTo(from.id());
        Long beside = from.beside();
        boolean isBesideLater = each.extra() && (beside == null || each.scheduledFor() > beside);
        return each.due() > from.due() || each.due() == from.due() && (order > 0 || order == 0 && isBesideLater);
    }
}
