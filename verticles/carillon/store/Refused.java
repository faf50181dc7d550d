package carillon.store;

import carillon.message.Settlement;
import carillon.message.Settlement.Again;
import carillon.message.Settlement.AttemptMade;
import carillon.message.Settlement.Ended;
import carillon.message.Settlement.Spawned;
import carillon.message.Settlement.Step;
import io.vertx.core.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Ends what would be written again for ever, and hold up its shard: a settlement that the database refuses alone, for a
 * value in it.
 *
 * <p>It is written once more without what the attempt brought with it, its error and its instants; so the occurrence
 * gets the outcome that it had, or its retry, and only the details are lost. If that is refused too, nothing is
 * written and the entry is false: the owner drops the occurrence from memory, the others of its shard go on, and it
 * stays pending in the database. It is attempted again by the shard's next owner, or after a change of its task, which
 * keeps the promise of at least one attempt and one outcome. Recording it as dead instead would take a value that was
 * just refused, and could end a schedule whose next instant nobody recorded.
 */
final class Refused {

    private static final Logger LOG = System.getLogger(Refused.class.getName());

    private final GroupCommit.Writer<Settlement, Boolean> writer;
    private final StoreMetrics metrics;

    Refused(GroupCommit.Writer<Settlement, Boolean> writer, StoreMetrics metrics) {
        this.writer = writer;
        this.metrics = metrics;
    }

    /** Whether the settlement landed, without its details; fails only with what may pass. */
    Future<Boolean> settle(Settlement settlement, DataFault fault) {
        return writer.write(List.of(bare(settlement, fault)))
                .map(List::getFirst)
                .onSuccess(landed -> {
                    if (landed) {
                        metrics.refused("details");
                        report(settlement, fault, "it is recorded without its error and the instants of its attempt");
                    }
                })
                .recover(failure -> failure instanceof DataFault again
                        ? Future.succeededFuture(setAside(settlement, again))
                        : Future.failedFuture(failure));
    }

    private boolean setAside(Settlement settlement, DataFault fault) {
        metrics.refused("outcome");
        report(
                settlement,
                fault,
                "it stays pending, and is attempted again when its task is changed or its shard changes hands;"
                        + " look for a constraint or a trigger that is not Carillon's, or purge the task");
        return false;
    }

    private static void report(Settlement settlement, DataFault fault, String consequence) {
        LOG.log(
                Level.ERROR,
                "the outcome of task {0}, scheduled for {1}, cannot be written as it is: {2}; {3}",
                settlement.occurrence().id(),
                Instants.of(settlement.occurrence().scheduledFor()),
                fault.getMessage(),
                consequence);
    }

    private static Settlement bare(Settlement full, DataFault fault) {
        AttemptMade attempt = full.attempt();
        return new Settlement(
                full.shard(),
                full.term(),
                full.occurrence(),
                full.version(),
                full.extra(),
                full.recurs(),
                full.due(),
                null,
                bare(full.step(), fault),
                full.skipped(),
                attempt == null ? full.attemptsBefore() : attempt.number());
    }

    private static Step bare(Step step, DataFault fault) {
        return switch (step) {
            case Again again -> again;
            case Spawned spawned -> spawned;
            case Ended ended -> new Ended(ended.outcome(), fault.getMessage(), ended.next(), ended.nextDue());
        };
    }
}
