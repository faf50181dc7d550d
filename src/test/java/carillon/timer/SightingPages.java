package carillon.timer;

import carillon.message.Pending;
import carillon.message.ReadPoint;
import carillon.message.Sighting;
import carillon.message.SightingCursor;
import carillon.message.StoreMessage.NewPage;
import carillon.message.StoreMessage.ReadNew;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Answers safety reads as the store does, in small pages. */
final class SightingPages {

    private static final int MAX = 3;
    private static final Comparator<SightingCursor> BY_INSERTION = Comparator.comparingLong(SightingCursor::transaction)
            .thenComparing(SightingCursor::id)
            .thenComparingLong(SightingCursor::scheduledFor);

    private SightingPages() {}

    /** The page of a shard's pending rows that a read asks for, of which all transactions before one have ended. */
    static NewPage page(ReadNew read, int shard, Stream<Pending> rows, long transaction) {
        List<Pending> fresh = rows.filter(each -> !read.since().covers(each.transaction())
                        && !read.known().contains(each.transaction()))
                .filter(each -> each.due() <= read.horizon() && BY_INSERTION.compare(cursor(each), read.after()) > 0)
                .sorted(Comparator.comparing(SightingPages::cursor, BY_INSERTION))
                .limit(MAX + 1)
                .toList();
        List<Pending> page = fresh.subList(0, Math.min(MAX, fresh.size()));
        List<Sighting> seen = page.stream()
                .map(each -> new Sighting(
                        each.id(),
                        shard,
                        each.version(),
                        each.scheduledFor(),
                        each.due(),
                        each.extra() ? 0 : each.transaction()))
                .toList();
        ReadPoint until = new ReadPoint(transaction, transaction, List.of());
        return new NewPage(seen, until, fresh.size() > page.size() ? cursor(page.getLast()) : null);
    }

    private static SightingCursor cursor(Pending row) {
        return new SightingCursor(row.transaction(), row.id(), row.scheduledFor());
    }
}
