package carillon.trial;

/** A promise that was broken, and by what. */
public record Finding(Kind kind, String what) {

    public enum Kind {
        /** Accepted, but never delivered, or without an outcome. */
        LOST,
        /** An occurrence that ended more than once. */
        TWO_OUTCOMES,
        /** Delivered before its due instant. */
        EARLY,
        /** A delivery that says it was sent more than a minute away from its arrival: receivers refuse what is old. */
        MISDATED,
        /** A later delivery that the receiver cannot tell to be newer. */
        INDISTINCT,
        /** Delivered, though no POST of it was ever answered by 201 or 200. */
        NOT_ACCEPTED,
        /** Delivered in a later run, when all of its own run was settled. */
        AFTER_END,
        /** Sent by an owner that another had followed for longer than any lease lasts. */
        STALE_OWNER,
        /** A valid task that was refused. */
        REFUSED,
        /** A node that ended by itself, or did not become ready in time. */
        NODE_FAILED
    }
}
