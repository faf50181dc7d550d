package carillon.timer;

import carillon.message.DueCursor;
import org.jspecify.annotations.Nullable;

/**
 * How far a shard was read in the order of due instants. It moves on with each page, and is set back by whoever lets go
 * of an occurrence that may be pending; nothing else moves it.
 *
 * <p>What schedules left beside themselves is wanted however late it is due. Pages bring it from behind the horizon,
 * too; where that is more than they have room for, it is read on by pages of its own.
 */
final class ReadProgress {

    private static final long NOTHING = Long.MAX_VALUE;

    private final int shard;
    /** Everything before it was read. */
    private DueCursor cursor;
    /** What schedules left beside themselves was read up to here, or up to the cursor above; null if all of it was. */
    private @Nullable DueCursor besides;
    /** The farthest horizon of a page, which may be under way; the clock that horizons count from may be set back. */
    private long asked;
    /** The earliest of what was let go of since the last page was asked for, which may be older than that. */
    private long letGo = NOTHING;
    /** Likewise of what stands beside its schedule. */
    private long besidesLetGo = NOTHING;
    /** The earliest of what came while its task was under change, and was passed over for that. */
    private long passedOver = NOTHING;
    /** The earliest of what a write of unknown outcome may have made something else of. */
    private long doubted = NOTHING;
    /** The earliest of what the database refuses an outcome for: it stays pending there, for the next owner. */
    private long refused = NOTHING;

    ReadProgress(int shard, long from) {
        this.shard = shard;
        cursor = before(from);
        besides = cursor;
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

    /** Whether some of what is due at an instant was read, and the next page brings more of it. */
    boolean endedWithin(long due) {
        return due == cursor.due() && !cursor.id().isEmpty();
    }

    /** Whether everything that stands beside a schedule was read, however late it is due. */
    boolean besidesKnown() {
        return besides == null;
    }

    /** Everything due before this was read and is in memory or settled. */
    long knownBefore() {
        return Math.min(Math.min(cursor.due(), refused), Math.min(passedOver, doubted));
    }

    /**
     * A page is asked for. What has an outcome is to be left out wherever it begins: where the clock was set back, that
     * may be due in the future.
     *
     * @param horizon it brings nothing that is due after this
     * @return what it is to begin behind
     */
    DueCursor pageBegins(long horizon) {
        letGo = NOTHING;
        besidesLetGo = NOTHING;
        asked = Math.max(asked, horizon);
        return new DueCursor(shard, cursor.due(), cursor.id(), cursor.beside(), true);
    }

    /** A page brought everything due by the horizon. What it brought is to be taken in, or let go of, after this. */
    void pageEnds(long horizon) {
        moveTo(before(horizon + 1));
        besidesEnd();
    }

    /** A page ended at a place; what stands beside its schedule comes from behind the horizon too. */
    void pageEnds(DueCursor reached, long horizon) {
        if (reached.due() > horizon) {
            moveTo(before(horizon + 1));
            besidesEnd(reached);
        } else {
            moveTo(reached);
        }
    }

    /** A page is asked for of nothing but what stands beside schedules; what it is to begin behind. */
    DueCursor besidesBegin() {
        besidesLetGo = NOTHING;
        return besides == null || besides.due() < cursor.due() ? cursor : besides;
    }

    /** A page brought all the rest of that. */
    void besidesEnd() {
        besides = null;
        letGoBeside(besidesLetGo);
    }

    /** A page of that ended at a place. */
    void besidesEnd(DueCursor reached) {
        if (besides != null && besides.due() <= reached.due()) {
            besides = reached;
            letGoBeside(besidesLetGo);
        }
    }

    /** Lets go of what stands beside its schedule: it is read again at once, however late it is due. */
    void letGoSpawned(long due) {
        letGo(due);
        letGoBeside(due);
    }

    private void letGoBeside(long due) {
        besidesLetGo = Math.min(besidesLetGo, due);
        if (due != NOTHING && (besides == null || due <= besides.due())) {
            besides = before(due);
        }
    }

    /** Has everything from a due instant on read again, even if the page under way passes it. */
    void letGo(long due) {
        letGo = Math.min(letGo, due);
        if (due < cursor.due() || endedWithin(due)) {
            cursor = before(due);
        }
    }

    /** Has something read again when a change has ended. */
    void passOver(long due) {
        passedOver = Math.min(passedOver, due);
    }

    void changeEnded() {
        letGoSpawned(passedOver);
        passedOver = NOTHING;
    }

    /** Has something read again when nothing can land any more that was written before. */
    void doubt(long due) {
        doubted = Math.min(doubted, due);
    }

    void doubtEnded() {
        // Among it may be what was spawned, and the schedules wait until that is known.
        letGoSpawned(Math.min(doubted, cursor.due()));
        doubted = NOTHING;
    }

    /** Leaves something to whoever has the shard next; it is not read again for this. */
    void refuse(long due) {
        refused = Math.min(refused, due);
    }

    private void moveTo(DueCursor place) {
        cursor = place;
        letGo(letGo);
    }

    private DueCursor before(long due) {
        return DueCursor.from(shard, due, false);
    }
}
