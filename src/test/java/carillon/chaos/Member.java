package carillon.chaos;

import carillon.trial.Node;

/**
 * A node and the ways to and from it.
 *
 * @param database what it reaches the database by
 * @param cluster what the cluster managers of other nodes reach it by
 * @param bus what the event buses of other nodes reach it by
 */
record Member(Node node, Proxy database, Proxy cluster, Proxy bus) {

    /** Changes the ways on which others reach it. */
    void turnFromOthers(Mode mode) {
        cluster.turn(mode);
        bus.turn(mode);
    }
}
