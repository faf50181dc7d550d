package carillon.timer;

import carillon.lease.Holding;
import carillon.message.DueCursor;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.ShardState;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A shard of ours, and what of it is in memory. */
final class OwnedShard {

    final int number;
    long term;
    /** Until its first safety read: the point from which on new rows may be unknown. */
    ReadPoint inheritedFrom;

    boolean fresh = true;
    /** Occurrences due before this may have killed the last owner. */
    long suspectBefore = Long.MIN_VALUE;
    /** Nothing of it is fired any more: it is about to change hands. */
    boolean ceding;
    /** It is changing hands at this moment: results of its attempts are kept for whoever has it then. */
    boolean leaving;
    /** A write of unknown outcome may still land: nothing is written before its term was raised. */
    boolean doubtful;

    /** What is measured until its first attempt, if it was taken over. */
    @Nullable
    TakeOver takeOver;

    final ReadProgress progress;
    final Set<Entry> entries = new HashSet<>();
    final ShardQueues queues;
    final LeftOut leftOut = new LeftOut();
    private final boolean clean;
    private final long gainedAt;
    /** Until then an owner before may begin attempts, even behind the answer to a change. */
    final long changeableAt;

    /** @param now not earlier than the instants by which the last owner fired, unless the clock was set back since */
    OwnedShard(Inheritance inheritance, long now, long nowNanos) {
        queues = new ShardQueues(nowNanos);
        gainedAt = now;
        changeableAt = now + inheritance.lingerMillis();
        number = inheritance.holding().shard();
        term = inheritance.holding().term();
        // Where the clock was set back, what is due in between may still be created.
        progress = new ReadProgress(number, Math.min(inheritance.doneBefore(), now));
        inheritedFrom = inheritance.seen();
        clean = inheritance.clean();
        if (!clean) {
            suspectBefore = Math.max(now, inheritance.doneBefore());
        }
    }

    Holding holding(String owner) {
        return new Holding(number, owner, term);
    }

    /** Whether a write that was sent under a term may have met a rise of it that we asked for ourselves. */
    boolean overtook(long sentUnder) {
        return doubtful || term != sentUnder;
    }

    /** Whether no attempt of it is under way, and nothing of it is being written. */
    boolean isQuiet() {
        return queues.isQuiet() && entries.stream().allMatch(entry -> entry.state == Entry.State.ARMED);
    }

    /** What an operator is told of it. */
    ShardState state(long now) {
        int waiting = 0;
        int held = 0;
        int flying = 0;
        long oldest = Long.MAX_VALUE;
        for (Entry entry : entries) {
            if (entry.state == Entry.State.IN_FLIGHT) {
                flying++;
            } else if (entry.isUnfired()) {
                waiting++;
                held += entry.isHeld(now) ? 1 : 0;
                oldest = entry.isHeld(now) ? oldest : Math.min(oldest, entry.pending.due());
            }
        }
        Long lateness = oldest <= now ? Long.valueOf(now - oldest) : progress.readBefore() > now ? 0L : null;
        return new ShardState(number, term, gainedAt, clean, ceding, waiting, held, flying, lateness);
    }

    /** Everything due by the horizon was read. */
    void wasRead(long horizon) {
        progress.pageEnds(horizon);
        lookAtQueues();
    }

    /** Whether every occurrence that stands beside a schedule was read, so that those that queue know each other. */
    boolean besidesKnown() {
        return progress.besidesKnown();
    }

    /** Whether all that was due when it came to us is known, and with it whatever was under way then. */
    boolean hasCaughtUp() {
        return progress.readBefore() > gainedAt;
    }

    /** Everything up to a place was read. */
    void wasRead(DueCursor reached, long horizon) {
        progress.pageEnds(reached, horizon);
        lookAtQueues();
    }

    /** An attempt of it was ordered. */
    void fired() {
        if (takeOver != null) {
            takeOver.fired();
            takeOver = null;
        }
    }

    private void lookAtQueues() {
        if (takeOver != null) {
            takeOver.read();
        }
        if (hasCaughtUp()) {
            queues.ready();
        }
    }

    /** Leaves an occurrence that may be pending to a later page. */
    void letGo(Pending pending) {
        if (pending.spawned()) {
            progress.letGoSpawned(pending.due());
        } else {
            progress.letGo(pending.due());
        }
    }
}
