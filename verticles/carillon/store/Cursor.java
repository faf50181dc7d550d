package carillon.store;

import carillon.bus.BusFailure;
import carillon.bus.FailureCode;
import carillon.task.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: behind an instant and an id, in the order of the list.
 *
 * @param due the due instant of the last row looked at; unused in a list by id
 */
record Cursor(long due, String id) {

    private static final Cursor START = new Cursor(0, "");

    /** Reads what {@link #text} wrote; null is the start. */
    static Cursor of(@Nullable String text) {
        if (text == null) {
            return START;
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw refused(text);
        }
        return new Cursor(number(text.substring(0, colon), text), text.substring(colon + 1));
    }

    String text() {
        return due + ":" + id;
    }

    /** Reads a cursor that is an instant only; null is after everything. */
    static long instant(@Nullable String text) {
        return text == null ? Limits.INSTANT_MAX + 1 : number(text, text);
    }

    private static long number(String digits, String text) {
        try {
            long number = Long.parseLong(digits);
            if (Math.abs(number) <= Limits.INSTANT_MAX) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw refused(text);
    }

    private static BusFailure refused(String text) {
        return new BusFailure(
                FailureCode.REFUSED, "'" + text + "' is no cursor: take the one that the page before came with");
    }
}
