package carillon.chaos;

/** What can happen. Some have a twist, which a strike may or may not have. */
enum Kind {
    /** SIGKILL to a node, which is started again. */
    NODE_KILLED(Target.NODE, 0, 3_000),
    /** SIGSTOP to a node, mostly for longer than its lease lasts, and SIGCONT. */
    NODE_STOPPED(Target.NODE, 2_000, 9_000),
    /** A node's connections to the database are cut, and new ones too. Twist: those of all nodes. */
    DATABASE_CUT(Target.WAY, 0, 5_000),
    /** Nothing of what a node sends reaches the database. Twist of these three: those connections never recover. */
    DATABASE_HEARS_NOTHING(Target.WAY, 1_000, 7_000),
    /** Nothing of what the database answers reaches a node. */
    DATABASE_SAYS_NOTHING(Target.WAY, 1_000, 7_000),
    /** Nothing passes between a node and the database. */
    DATABASE_UNREACHABLE(Target.WAY, 1_000, 7_000),
    /** Connections are cut when a commit was sent. Twist: when it was carried out, before a node hears of it. */
    COMMIT_UNANSWERED(Target.WAY, 500, 3_000),
    /** The database is shut down, and started again. */
    DATABASE_RESTARTED(Target.DATABASE, 0, 3_000),
    /** SIGKILL to the first process of the database, which is started again. */
    DATABASE_KILLED(Target.DATABASE, 0, 3_000),
    /** SIGKILL to a process of the database that serves one connection; the database then breaks off all of them. */
    DATABASE_PROCESS_KILLED(Target.DATABASE, 0, 1),
    /** Connections that others made to a node are cut, and new ones too. Twist: nothing passes. */
    NODE_CUT_OFF(Target.CLUSTER, 500, 8_000),
    /** All connections between nodes are cut, and new ones too. Twist: nothing passes. */
    NODES_APART(Target.CLUSTER, 500, 8_000),
    /** The wall clock of a node jumps ahead by an hour, and back again. Twist: back, and ahead again. */
    WALL_CLOCK_JUMPED(Target.CLOCK, 1_000, 5_000),
    /** One node after another is ended by SIGTERM, and started again. */
    ROLLING_RESTART(Target.ALL, 0, 1),
    /** The disk of a node with an embedded database is full for a while. */
    DISK_FULL(Target.ALL, 2_000, 6_000),
    /** SIGKILL to a process that is a {@link Part} of nodes, which is started again. Twist: to all of the same part. */
    PART_KILLED(Target.ALL, 0, 3_000);

    /** Two strikes at once have different ones. */
    enum Target {
        NODE,
        WAY,
        DATABASE,
        CLUSTER,
        CLOCK,
        /** Nothing else happens meanwhile. */
        ALL
    }

    private final Target target;
    private final int millisMin;
    private final int millisMax;

    Kind(Target target, int millisMin, int millisMax) {
        this.target = target;
        this.millisMin = millisMin;
        this.millisMax = millisMax;
    }

    Target target() {
        return target;
    }

    /** How many there are that it may befall, where it befalls one. */
    int choices(int nodes) {
        return this == PART_KILLED ? Part.PROCESSES : nodes;
    }

    int millisMin() {
        return millisMin;
    }

    int millisMax() {
        return millisMax;
    }
}
