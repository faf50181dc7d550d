package carillon.bench.cluster;

/** Something that is done to a cluster, and what it showed. */
interface Mode {

    /** Does it; no node runs yet. */
    Report run(ClusterRig rig, Options options);
}
