package carillon.http;

import carillon.message.BoardMessage.Member;
import carillon.message.TimerMessage;
import io.vertx.core.Future;
import java.util.List;

/**
 * The node that an API is part of, where that is a whole one: work that it takes it also fires, so that the others may
 * go as soon as it is ready.
 *
 * @param fires completes when its timer, its handlers and its delivery are there
 * @param member its name in the cluster, empty if it is in none
 */
record WholeNode(Future<?> fires, String member) {

    private static final String STARTING =
            "this node is still starting: wait until its timer, its verticles and its delivery are there";
    private static final String NO_LEASE =
            "the timer of this node has no lease: wait until it has renewed it, or see its log";

    /** What is missing of it, by a board that shows all live holders, or empty. */
    String missing(List<Member> live) {
        if (!fires.succeeded()) {
            return STARTING;
        }
        // In no cluster there is nobody to go, and the holders of before its start are named as its own are.
        boolean holds =
                member.isEmpty() || live.stream().anyMatch(holder -> TimerMessage.livesIn(holder.address(), member));
        return holds ? "" : NO_LEASE;
    }
}
