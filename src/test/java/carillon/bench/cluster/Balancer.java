package carillon.bench.cluster;

import io.vertx.core.Vertx;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * Gives calls to ready nodes in turn, as the balancer before a cluster does: one that did not answer gets nothing until
 * it says that it is ready. For use on one event loop, once it watches.
 */
final class Balancer {

    private static final long PERIOD_MILLIS = 250;

    private final NodeCalls calls;
    private final List<ForemanNode> nodes;
    private final BitSet ready = new BitSet();
    private final BitSet asked = new BitSet();
    private int turn;

    Balancer(NodeCalls calls, List<ForemanNode> nodes) {
        this.calls = calls;
        this.nodes = nodes;
        ready.set(0, nodes.size());
    }

    /** Begins to ask nodes that did not answer; tells the timer. */
    long watch(Vertx vertx) {
        return vertx.setPeriodic(PERIOD_MILLIS, tick -> {
            for (int i = ready.nextClearBit(0); i < nodes.size(); i = ready.nextClearBit(i + 1)) {
                ask(i);
            }
        });
    }

    private void ask(int node) {
        if (asked.get(node)) {
            return;
        }
        asked.set(node);
        calls.isReady(nodes.get(node).port()).onSuccess(answer -> {
            asked.clear(node);
            ready.set(node, answer);
        });
    }

    /** The next in turn; empty if none is ready. */
    OptionalInt next() {
        for (int i = 0; i < nodes.size(); i++) {
            turn = (turn + 1) % nodes.size();
            if (ready.get(turn)) {
                return OptionalInt.of(turn);
            }
        }
        return OptionalInt.empty();
    }

    int port(int node) {
        return nodes.get(node).port();
    }

    /** It did not answer. */
    void suspect(int node) {
        ready.clear(node);
    }
}
