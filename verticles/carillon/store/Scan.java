package carillon.store;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A way through the tasks along an index: their places in the order of a list, a bounded stretch at a time. */
interface Scan {

    /** The longest stretch that may be asked for. */
    int SIZE_MAX = 2_000;

    /** The stretch behind a cursor, of about so many tasks. */
    Future<Stretch> from(Cursor cursor, int size);

    /** What it goes along: {@code id}, {@code due} or {@code label}. */
    String name();

    /** What all tasks along this way are labelled with. */
    default Map<String, String> labels() {
        return Map.of();
    }

    /**
     * Places in order, each with the cursor behind it.
     *
     * @param looked how many tasks were looked at to find them
     * @param next where to go on, or null at the end
     */
    record Stretch(
            List<Cursor> places, int looked, @Nullable Cursor next) {}
}
