package carillon.bench.cluster;

/** Something that is done to a cluster, and what it showed. */
interface Mode {

    /** How many nodes it takes. */
    int nodes();

    /** Does it; no node runs yet. */
    Report run(ClusterRig rig, Options options);
}
