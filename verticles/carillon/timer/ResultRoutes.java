package carillon.timer;

import carillon.message.AttemptResult;
import java.util.Map;

/** Where a result goes: to what waits for it here or to another owner, or it is kept until that is known. */
final class ResultRoutes {

    private final Map<Integer, OwnedShard> owned;
    private final Queues queues;
    private final Changer changer;
    private final Results results;
    private final HandOvers handOvers;
    private final Flights flights;
    private final Abandoned abandoned;
    private final TimerMetrics metrics;

    ResultRoutes(
            Map<Integer, OwnedShard> owned,
            Queues queues,
            Changer changer,
            Results results,
            HandOvers handOvers,
            Flights flights,
            Abandoned abandoned,
            TimerMetrics metrics) {
        this.owned = owned;
        this.queues = queues;
        this.changer = changer;
        this.results = results;
        this.handOvers = handOvers;
        this.flights = flights;
        this.abandoned = abandoned;
        this.metrics = metrics;
    }

    /** One that comes from a delivery instance. */
    void heard(AttemptResult result) {
        queues.ended(result);
        unlessChanging(result);
    }

    /** One that its queue has heard of already. */
    void unlessChanging(AttemptResult result) {
        if (!changer.keep(result)) {
            take(result);
        }
    }

    /** One whose task is under no change. */
    void take(AttemptResult result) {
        abandoned.heard(result);
        OwnedShard shard = owned.get(result.shard());
        if (shard != null && shard.leaving) {
            handOvers.keep(result);
        } else if (!results.attempted(result) && !handOvers.forward(result) && !flights.keep(result)) {
            metrics.stray();
        }
    }
}
