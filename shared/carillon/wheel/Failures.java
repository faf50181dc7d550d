package carillon.wheel;

import org.jspecify.annotations.Nullable;

/** What the expiries of one poll threw: the first, with the others suppressed in it. */
final class Failures {
    private @Nullable Throwable first;

    @SuppressWarnings("ReferenceEquality") // a throwable must not suppress itself, but may suppress its equal
    void add(Throwable thrown) {
        if (first == null) {
            first = thrown;
        } else if (first != thrown) {
            first.addSuppressed(thrown);
        }
    }

    void rethrow() {
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
