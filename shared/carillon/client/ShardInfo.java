package carillon.client;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A shard as it is shown.
 *
 * @param owner the id of the node that holds it; null while nobody live does
 * @param term the fencing token, which grows with every owner
 * @param hasAnswered whether the owner told of it; else the rest is null or 0
 * @param since when it came to its owner
 * @param pending occurrences in the memory of the owner that wait
 * @param held those of them that are due, and wait for their queue or their handler
 * @param inFlight occurrences of which an attempt is under way
 * @param lateness how long ago the oldest was due that should have started, in milliseconds; null where that is not
 *     known
 * @param json all that was read, with what has no component here
 */
public record ShardInfo(
        long shard,
        @Nullable String owner,
        long term,
        boolean hasAnswered,
        @Nullable Instant since,
        long pending,
        long held,
        long inFlight,
        @Nullable Duration lateness,
        Json json) {

    static ShardInfo of(Members members) {
        return new ShardInfo(
                members.number("shard"),
                members.text("owner"),
                members.number("term"),
                members.flag("answered"),
                members.instant("since"),
                members.number("pending"),
                members.number("held"),
                members.number("inFlight"),
                members.millis("latenessMs"),
                members.json());
    }
}
