package carillon.store;

import carillon.task.Limits;

/**
 * Where a list goes on: behind an instant and an id, in the order of the list.
 *
 * @param instant the due instant of the last row looked at; unused in a list by id
 */
record Cursor(long instant, String id) {

    /** Before everything in a list that goes upwards. */
    static final Cursor START = new Cursor(0, "");

    /** Before everything in a list that goes back in time. */
    static final Cursor NEWEST = new Cursor(Limits.INSTANT_MAX + 1, "");

    /** Reads what {@link #text} wrote. */
    static Cursor of(String text) {
        int colon = text.indexOf(':');
        return new Cursor(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    String text() {
        return instant + ":" + id;
    }
}
