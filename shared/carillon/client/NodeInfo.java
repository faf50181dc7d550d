package carillon.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node as it is shown. What it would have told of itself is null where it did not answer.
 *
 * @param hasAnswered whether it told of itself; else only what the database says of it is known
 * @param host where others of the cluster reach it
 * @param version of Carillon
 * @param since when it started, by its own clock
 * @param shards how many it holds, 0 too where the database is away
 * @param isDraining whether it was told to hand its shards over and take none
 * @param json all that was read, with what has no component here
 */
public record NodeInfo(
        String id,
        boolean hasAnswered,
        @Nullable String host,
        @Nullable String version,
        @Nullable Instant since,
        long shards,
        boolean isDraining,
        Json json) {

    static NodeInfo of(Members members) {
        return new NodeInfo(
                members.requiredText("id"),
                members.flag("answered"),
                members.text("host"),
                members.text("version"),
                members.instant("since"),
                members.number("shards"),
                members.flag("draining"),
                members.json());
    }
}
