package carillon.chaos;

import carillon.trial.Ledger;
import carillon.trial.Node;
import java.util.List;

/** Nodes that live on from run to run, and what faults need around them. For use by one thread. */
interface Stage extends AutoCloseable {

    Watch watch();

    /** Those that clients speak to. */
    List<Node> nodes();

    /** All of them, and all parts of nodes that live in processes of their own. */
    default List<Node> processes() {
        return nodes();
    }

    /**
     * A fault that can befall this stage.
     *
     * @param ledger where what goes wrong is noted
     */
    Fault fault(Strike strike, Ledger ledger);

    /**
     * Takes away what faults left behind on purpose; nodes may not be ready after it.
     *
     * @param ledger where what goes wrong is noted
     */
    void mend(Ledger ledger);

    @Override
    void close();
}
