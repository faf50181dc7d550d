package carillon.store;

import carillon.bus.Bus;
import carillon.message.Constants;
import carillon.message.StoreMessage;
import carillon.message.StoreMessage.AskConstants;
import io.vertx.core.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Keeps a store out of a cluster whose stores are on another database: shards of the same numbers would mix, and tasks
 * fire by the wrong secrets and be recorded in the wrong history.
 */
final class OneDatabase {

    private static final Logger LOG = System.getLogger(OneDatabase.class.getName());

    /** One that does not answer by then, or is not there, is no reason not to start. */
    private static final long ANSWER_MILLIS_MAX = 1_000;

    private OneDatabase() {}

    /**
     * Asks a store of the cluster, before this one can be asked.
     *
     * @param ours what our database says
     * @return the same, or a failure if the other store is on another database
     */
    static Future<Constants> check(Bus bus, Constants ours) {
        return bus.request(StoreMessage.ADDRESS, new AskConstants(), ANSWER_MILLIS_MAX)
                .otherwise(failure -> {
                    LOG.log(Level.DEBUG, "No other store answers: {0}", failure.getMessage());
                    return ours;
                })
                .compose(theirs -> areSame(ours, theirs)
                        ? Future.succeededFuture(ours)
                        : Future.failedFuture(new IllegalStateException("the stores of this cluster are on another"
                                + " database: let database.url name theirs, or give the nodes of this one a cluster of"
                                + " their own, by cluster.members and cluster.secret")));
    }

    /** Whoever knows no id, as stores of earlier versions, may be on any. */
    private static boolean areSame(Constants ours, Constants theirs) {
        return ours.database() == null
                || theirs.database() == null
                || ours.database().equals(theirs.database());
    }
}
