package carillon.timer;

import carillon.message.ReadPoint;
import carillon.message.Whole;
import java.util.ArrayList;
import java.util.List;

/**
 * Transactions of which everything that concerns this owner was taken in from messages, so that a safety read need not
 * name it again.
 */
final class Known {

    /** Of those behind the last safety read, so that a read has no more spans than that. */
    static final int TRANSACTIONS_MAX = 1_000;

    private final List<Whole> transactions = new ArrayList<>();

    /** Everything that came with this was taken in. */
    void add(Whole whole) {
        if (transactions.size() < TRANSACTIONS_MAX) {
            transactions.add(whole);
        }
    }

    /** Those that a read of what is due up to an instant may pass over. */
    List<Long> upTo(long horizon) {
        return transactions.stream()
                .filter(each -> each.before() > horizon)
                .map(Whole::transaction)
                .toList();
    }

    /** No read asks for what is visible at this point any more. */
    void seenUntil(ReadPoint point) {
        transactions.removeIf(each -> point.covers(each.transaction()));
    }
}
