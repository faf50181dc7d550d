package carillon.importing;

import org.jspecify.annotations.Nullable;

/** What became of a line of a foreign file. */
public sealed interface Imported {

    /** The line, from 1 on. */
    int line();

    /**
     * A task as JSON, which the API takes, with its id.
     *
     * @param set the set that the file puts it in; null for none
     */
    record Task(int line, String id, String json, @Nullable String set) implements Imported {}

    /**
     * A queue, which the tasks find there.
     *
     * @param settings as JSON, which the API takes, in the form in which it shows them
     * @param paused null where that is left as it is
     */
    record Queue(
            int line,
            String name,
            String settings,
            @Nullable Boolean paused) implements Imported {}

    /** A set without tasks: what it had is to go. */
    record EmptySet(int line, String set) implements Imported {}

    /**
     * Neither.
     *
     * @param text the line
     * @param reason what is wrong with it, or cannot be had here, and what to do
     */
    record Refused(int line, String text, String reason) implements Imported {}
}
