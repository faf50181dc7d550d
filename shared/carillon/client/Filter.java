package carillon.client;

import java.net.URI;
import java.time.Instant;

/** Which tasks are meant: all of them, or those that everything said here holds for. Immutable. */
public final class Filter {

    private static final Filter ANY = new Filter(Query.NONE);

    private final Query query;

    private Filter(Query query) {
        this.query = query;
    }

    /** Every task there is, unless more is said. */
    public static Filter any() {
        return ANY;
    }

    public Filter state(TaskState state) {
        return with("state", Members.word(state));
    }

    /** Tasks of which the latest occurrence in their history ended so. */
    public Filter lastOutcome(Outcome outcome) {
        return with("lastOutcome", Members.word(outcome));
    }

    /** Tasks that call the handler of this name. */
    public Filter handler(String name) {
        return with("action", name);
    }

    /** Tasks that make a request to this URL. */
    public Filter webhook(URI url) {
        return with("action", url);
    }

    public Filter queue(String name) {
        return with("queue", name);
    }

    /** May be said of several labels; then all must match. */
    public Filter label(String name, String value) {
        return with("label", name + ":" + value);
    }

    /** Tasks that fire before an instant. */
    public Filter dueBefore(Instant instant) {
        return with("dueBefore", instant);
    }

    /** Tasks that fire after an instant. */
    public Filter dueAfter(Instant instant) {
        return with("dueAfter", instant);
    }

    /** For a list. */
    Query query() {
        return query;
    }

    /** For a change, of which a node wants to be told that every task is meant. */
    Query changed() {
        return query.equals(Query.NONE) ? query.with("all", true) : query;
    }

    private Filter with(String name, Object value) {
        return new Filter(query.with(name, value));
    }
}
