package carillon.timer;

import carillon.message.DueCursor;
import carillon.message.Pending;

/**
 * How far a shard was read in the order of due instants. It moves on with each page, and is set back by whoever lets go
 * of an occurrence that may be pending; nothing else moves it.
 */
final class ReadProgress {

    private static final long NOTHING = Long.MAX_VALUE;

    private final int shard;
    /** Everything before it was read. */
    private DueCursor cursor;
    /** The farthest horizon of a page, which may be under way; the clock that horizons count from may be set back. */
    private long asked;
    /** The earliest of what was let go of since the last page was asked for, which may be older than that. */
    private long letGo = NOTHING;
    /** The earliest of what came while its task was under change, and was passed over for that. */
    private long passedOver = NOTHING;
    /** The earliest of what a write of unknown outcome may have made something else of. */
    private long doubted = NOTHING;
    /** The earliest of what the database refuses an outcome for: it stays pending there, for the next owner. */
    private long refused = NOTHING;

    ReadProgress(int shard, long from) {
        this.shard = shard;
        cursor = before(from);
        asked = from - 1;
    }

    /** Everything due before this was read. */
    long readBefore() {
        return cursor.due();
    }

    /** What is due after this is asked for by a page to come, whenever it was written; never before what was read. */
    long askedUpTo() {
        return asked;
    }

    /** Everything due before this was read and is in memory or settled. */
    long knownBefore() {
        return Math.min(Math.min(cursor.due(), refused), Math.min(passedOver, doubted));
    }

    /**
     * A page is asked for.
     *
     * @param latest what is due after this has no outcome yet
     * @param horizon it brings nothing that is due after this
     * @return what it is to begin behind
     */
    DueCursor pageBegins(long latest, long horizon) {
        letGo = NOTHING;
        asked = Math.max(asked, horizon);
        return new DueCursor(shard, cursor.due(), cursor.id(), cursor.beside(), cursor.due() <= latest);
    }

    /** A page brought everything due by the horizon. What it brought is to be taken in, or let go of, after this. */
    void pageEnds(long horizon) {
        moveTo(before(horizon + 1));
    }

    /** A page ended with an occurrence; those beside their schedules come from behind the horizon too. */
    void pageEnds(Pending last, long horizon) {
        if (last.due() > horizon) {
            pageEnds(horizon);
        } else {
            moveTo(DueCursor.behind(last, false));
        }
    }

    /** Has everything from a due instant on read again, even if the page under way passes it. */
    void letGo(long due) {
        letGo = Math.min(letGo, due);
        boolean isWithin = due == cursor.due() && !cursor.id().isEmpty();
        if (due < cursor.due() || isWithin) {
            cursor = before(due);
        }
    }

    /** Has something read again when a change has ended. */
    void passOver(long due) {
        passedOver = Math.min(passedOver, due);
    }

    void changeEnded() {
        letGo(passedOver);
        passedOver = NOTHING;
    }

    /** Has something read again when nothing can land any more that was written before. */
    void doubt(long due) {
        doubted = Math.min(doubted, due);
    }

    void doubtEnded() {
        letGo(doubted);
        doubted = NOTHING;
    }

    /** Leaves something to whoever has the shard next; it is not read again for this. */
    void refuse(long due) {
        refused = Math.min(refused, due);
    }

    private void moveTo(DueCursor reached) {
        cursor = reached;
        letGo(letGo);
    }

    private DueCursor before(long due) {
        return DueCursor.from(shard, due, false);
    }
}
