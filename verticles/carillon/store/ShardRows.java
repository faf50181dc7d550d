package carillon.store;

import carillon.message.DueCursor;
import io.vertx.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** What the rows of a {@link DueQuery} say of one shard, taken in the order in which they come. */
final class ShardRows {

    private final boolean mayMiss;
    private int came;
    private int found;
    private boolean isAtLast;
    private @Nullable DueCursor reached;

    /** @param mayMiss whether rows say how many there are, because some may be missing */
    ShardRows(boolean mayMiss) {
        this.mayMiss = mayMiss;
    }

    /** Takes the next row of it; whether it is a pending occurrence, behind which none before it was left out. */
    boolean take(Row row) {
        came++;
        found = mayMiss ? row.getInteger("found") : came;
        if (isAtLast) {
            return false;
        }
        isAtLast = row.getBoolean("last");
        reached = new DueCursor(
                row.getInteger("shard"),
                Instants.millis(row.getOffsetDateTime("due")),
                row.getString("id"),
                row.getBoolean("extra") ? Instants.millisOrNull(row.getOffsetDateTime("nominal")) : null,
                false);
        return row.getBoolean("pending");
    }

    /** The last row up to which everything is known, or null. */
    @Nullable
    DueCursor reached() {
        return reached;
    }

    /**
     * Whether there is nothing more of it.
     *
     * @param limit as many rows were asked for
     * @param isCut whether shards may be missing of which there are rows
     */
    boolean isComplete(int limit, boolean isCut) {
        return came == 0 ? !isCut : came == found && found < limit && !isAtLast;
    }
}
