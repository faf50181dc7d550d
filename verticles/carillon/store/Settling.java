package carillon.store;

import carillon.message.Settlement;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * Records what became of occurrences, in batches, under the fence.
 *
 * <p>An entry is true if its term held, even where the occurrence has an outcome already: it has one, and keeps it.
 * Recording the same settlement twice changes nothing the second time. It is false if its term was over, or if the
 * database refuses it for good, as {@link Refused} says.
 */
final class Settling {

    private static final GroupCommit.Bounds BOUNDS = new GroupCommit.Bounds(1_000, 8 << 20, 50_000, 64 << 20);
    /** What a settlement takes besides its texts. */
    private static final long ROW_BYTES = 256;

    private final Ends ends;
    private final Moves moves;
    private final GroupCommit<Settlement, Boolean> group;

    Settling(Database database, StoreMetrics metrics) {
        ends = new Ends(database);
        moves = new Moves(database);
        Refused refused = new Refused(this::write, metrics);
        Bisection<Settlement, Boolean> bisection = new Bisection<>(this::write, refused::settle);
        group = new GroupCommit<>(
                BOUNDS, each -> each.occurrence().id(), Settling::bytes, metrics.measured("settle", bisection));
    }

    /** Answers one entry a settlement. */
    Future<List<Boolean>> settle(List<Settlement> settlements) {
        return group.submit(settlements);
    }

    private Future<List<Boolean>> write(List<Settlement> batch) {
        List<Settlement> ending = batch.stream().filter(Ends::suffices).toList();
        List<Settlement> moving =
                batch.stream().filter(each -> !Ends.suffices(each)).toList();
        return ends.write(ending).compose(ended -> moves.write(moving).map(moved -> merge(batch, ended, moved)));
    }

    private static List<Boolean> merge(List<Settlement> batch, List<Boolean> ended, List<Boolean> moved) {
        List<Boolean> landed = new ArrayList<>(batch.size());
        int nextEnded = 0;
        int nextMoved = 0;
        for (Settlement each : batch) {
            landed.add(Ends.suffices(each) ? ended.get(nextEnded++) : moved.get(nextMoved++));
        }
        return landed;
    }

    private static long bytes(Settlement settlement) {
        Settlement.AttemptMade attempt = settlement.attempt();
        String error = attempt == null ? null : attempt.error();
        return ROW_BYTES + (error == null ? 0 : error.length());
    }
}
