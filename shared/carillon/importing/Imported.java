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

    /** A set without tasks: what it had is to go. */
    record EmptySet(int line, String set) implements Imported {}

    /**
     * No task.
     *
     * @param text the line
     * @param reason what is wrong with it, or cannot be had here, and what to do
     */
    record Refused(int line, String text, String reason) implements Imported {}
}
