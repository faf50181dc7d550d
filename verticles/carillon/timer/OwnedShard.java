package carillon.timer;

import carillon.lease.Holding;
import carillon.message.DueCursor;
import carillon.message.Inheritance;
import carillon.message.Pending;
import carillon.message.ReadPoint;
import java.util.HashSet;
import java.util.Set;

/** A shard of ours, and how far it was read. */
final class OwnedShard {

    final int number;
    long term;
    /** Everything up to here was read. */
    DueCursor cursor;
    /** Up to this due instant rows that have an outcome may lie ahead of the cursor. */
    long settledUntil;
    /** Everything due before this was read and is in memory or settled. */
    long completeBefore;
    /** Until its first safety read: the point from which on new rows may be unknown. */
    ReadPoint inheritedFrom;

    boolean fresh = true;
    /** Whether every occurrence that stands beside a schedule was read, so that those that queue know each other. */
    boolean besidesKnown;
    /** Occurrences due before this may have killed the last owner. */
    long suspectBefore = Long.MIN_VALUE;
    /** Nothing of it is fired any more: it is about to change hands. */
    boolean ceding;
    /** It is changing hands at this moment: results of its attempts are kept for whoever has it then. */
    boolean leaving;
    /** A write of unknown outcome may still land: nothing is written before its term was raised. */
    boolean doubtful;
    /** From which due instant on it must be read again once it is not doubtful any more. */
    long rereadFrom = Long.MAX_VALUE;

    /** The earliest of what came while its task was under change, and was passed over for that. */
    long passedOver = Long.MAX_VALUE;

    final Set<Entry> entries = new HashSet<>();
    final ShardQueues queues;
    private final long gainedAt;
    private boolean caughtUp;

    OwnedShard(Inheritance inheritance, long now, long nowNanos) {
        queues = new ShardQueues(nowNanos);
        gainedAt = now;
        number = inheritance.holding().shard();
        term = inheritance.holding().term();
        cursor = DueCursor.from(number, inheritance.doneBefore(), true);
        completeBefore = inheritance.doneBefore();
        settledUntil = now;
        inheritedFrom = inheritance.seen();
        if (!inheritance.clean()) {
            suspectBefore = now;
        }
    }

    Holding holding(String owner) {
        return new Holding(number, owner, term);
    }

    /** Whether no attempt of it is under way, and nothing of it is being written. */
    boolean isQuiet() {
        return queues.isQuiet() && entries.stream().allMatch(entry -> entry.state == Entry.State.ARMED);
    }

    /** The cursor for the next page. */
    DueCursor nextCursor() {
        return new DueCursor(number, cursor.due(), cursor.id(), cursor.due() <= settledUntil);
    }

    /** Whether everything was read that was due when it came to us, and with it whatever was under way then. */
    boolean hasCaughtUp() {
        return caughtUp;
    }

    private void completeBefore(long due) {
        completeBefore = due;
        if (due >= gainedAt) {
            caughtUp = true;
            queues.ready();
        }
    }

    /** What is taken in ahead of the cursor may have an outcome by the time the cursor gets there. */
    void expectSettledUpTo(long due) {
        if (due >= cursor.due()) {
            settledUntil = Math.max(settledUntil, due);
        }
    }

    /** What comes while its task is under change may be outdated by it, and is read again when that is known. */
    void passOver(long due) {
        passedOver = Math.min(passedOver, due);
    }

    /** Has what was passed over read again, now that a change has ended. */
    void goBack() {
        if (passedOver != Long.MAX_VALUE) {
            rewind(passedOver);
            passedOver = Long.MAX_VALUE;
        }
    }

    /** Everything due by the horizon was read. */
    void readUpTo(long horizon) {
        cursor = DueCursor.from(number, horizon + 1, false);
        completeBefore(horizon + 1);
    }

    /** Everything up to an occurrence was read; what stands beside schedules comes from behind the horizon too. */
    void readUpTo(Pending reached, long horizon) {
        if (reached.due() > horizon) {
            readUpTo(horizon);
        } else {
            cursor = new DueCursor(number, reached.due(), reached.id(), false);
            completeBefore(reached.due());
        }
    }

    /** Has everything from a due instant on read again, leaving out what has an outcome. */
    void rewind(long due) {
        if (due < cursor.due() || completeBefore > due) {
            settledUntil = Math.max(settledUntil, Math.max(cursor.due(), completeBefore));
            cursor = DueCursor.from(number, Math.min(due, cursor.due()), true);
            completeBefore = Math.min(completeBefore, due);
        }
    }
}
