package carillon.trial;

import java.time.Duration;
import java.util.List;

/**
 * The nodes of a trial, or their parts, which are to be ready together.
 *
 * @param ledger where a node that ends by itself is blamed
 */
public record Crew(Api api, List<Node> nodes, Ledger ledger) {

    /** Waits for all nodes; those that ended by themselves are started again. False if that took too long. */
    public boolean awaitReady(Duration limit) {
        boolean ready = Waiting.until(() -> nodes.stream().allMatch(this::isReady), limit);
        if (!ready) {
            ledger.blame(new Finding(Finding.Kind.NODE_FAILED, "not all nodes were ready within " + limit));
        }
        return ready;
    }

    private boolean isReady(Node node) {
        if (!node.isAlive()) {
            ledger.blame(new Finding(Finding.Kind.NODE_FAILED, node.name() + " ended by itself; see its log"));
            node.start();
        }
        boolean ready = node.hasApi() ? Waiting.get(api.isReady(node)) : node.isReady() || node.saidThatItRuns();
        if (ready && !node.isReady()) {
            ledger.becameReady(node.noteReady());
        }
        return ready;
    }
}
