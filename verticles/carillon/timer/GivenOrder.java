package carillon.timer;

import carillon.message.AttemptResult;
import carillon.message.AttemptResult.NotStarted;
import carillon.timer.Entry.State;

/**
 * The order of an entry that was out at some moment.
 *
 * @param number how many the entry had been given with it
 */
record GivenOrder(Entry entry, int number) {

    /** The one that is out now. */
    static GivenOrder of(Entry entry) {
        return new GivenOrder(entry, entry.orders);
    }

    /** Whether it is out still: it has no result, and no other was given. */
    boolean isOut() {
        return entry.state == State.IN_FLIGHT && entry.orders == number;
    }

    /** The result that it did not start, as delivery itself would say it. */
    AttemptResult notStarted(String reason) {
        return new AttemptResult(
                entry.occurrence(), entry.shard.number, entry.shard.term, entry.attempt, 0, 0, new NotStarted(reason));
    }
}
