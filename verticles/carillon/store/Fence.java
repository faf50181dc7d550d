package carillon.store;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The step that begins every statement of an owner.
 *
 * <p>It waits for a take-over that is under way, and then reads the row as the take-over left it: FOR SHARE follows the
 * newest version of a row, whatever the statement's snapshot shows. What is written must be joined to the terms read
 * here. A term that is read in the same statement without the row lock, as in WHERE EXISTS, or with an advisory lock
 * taken beside it, comes from the old snapshot: such a statement waits, and then lands.
 *
 * <p>Rows are locked in the order of shards, as take-overs do, so that no two wait for each other.
 */
final class Fence {

    /** Parameter 1 is the {@link #shards}; gives {@code held(shard, term)}. */
    static final String HELD = """
            WITH held AS MATERIALIZED (
                SELECT shard, term FROM shard WHERE shard = ANY($1::int4[]) ORDER BY shard FOR SHARE)
            """;

    private Fence() {}

    /** The shards of rows, each once. */
    static <T> Integer[] shards(List<T> rows, ToIntFunction<T> shard) {
        return rows.stream().mapToInt(shard).distinct().sorted().boxed().toArray(Integer[]::new);
    }

    /** Turns the places of the rows that landed, counted from 1, into one entry a row given. */
    static List<Boolean> landed(int count, Iterable<Row> places) {
        List<Boolean> landed = new ArrayList<>(Collections.nCopies(count, false));
        for (Row row : places) {
            landed.set(row.getInteger("place") - 1, true);
        }
        return landed;
    }
}
