package carillon.kill;

/** A promise that was broken, and by what. */
record Finding(Kind kind, String what) {

    enum Kind {
        /** Accepted, but never delivered, or without an outcome. */
        LOST,
        /** An occurrence that ended more than once. */
        TWO_OUTCOMES,
        /** Delivered before its due instant. */
        EARLY,
        /** A later delivery that the receiver cannot tell to be newer. */
        INDISTINCT,
        /** Delivered, though no POST of it was ever answered by 201 or 200. */
        NOT_ACCEPTED,
        /** A valid task that was refused. */
        REFUSED,
        /** A node that ended by itself, or did not become ready in time. */
        NODE_FAILED
    }
}
