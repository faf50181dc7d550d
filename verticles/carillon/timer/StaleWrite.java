package carillon.timer;

import java.util.Locale;

/** What an owner may write under a term that is over, and what is refused then. */
enum StaleWrite {
    /** How an occurrence ended, or when it goes on. */
    OUTCOME,
    /** The number of an attempt that is about to be made. */
    ATTEMPT,
    /** What a user changes of a task. */
    CHANGE,
    /** What an operator changes of a queue. */
    QUEUE,
    /** How far a shard is done. */
    ACKNOWLEDGEMENT;

    /** Its name in metrics. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
