package carillon.message;

import carillon.bus.Message;
import org.jspecify.annotations.Nullable;

/**
 * A shard, as its owner tells of it.
 *
 * @param since when it came to this owner
 * @param clean whether the owner before left nothing under way that nobody told of
 * @param leaving whether it is about to be another's
 * @param pending occurrences in memory of which no attempt is under way; those of the far future are not in memory
 * @param held those of them that are due, and wait for their queue or their handler
 * @param inFlight occurrences of which an attempt is under way
 * @param latenessMillis since when the oldest is due that nothing holds back; 0 if there is none, null if that is not
 *     known, because what is due was not read yet
 */
public record ShardState(
        int shard,
        long term,
        long since,
        boolean clean,
        boolean leaving,
        int pending,
        int held,
        int inFlight,
        @Nullable Long latenessMillis)
        implements Message {}
