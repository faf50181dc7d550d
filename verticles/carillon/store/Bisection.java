package carillon.store;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Writes a batch that the database refuses for a value in it by halves, and these by halves, until what is at fault
 * stands alone: the innocent rows of the batch land.
 *
 * @param single decides what becomes of an item that is refused alone
 */
record Bisection<T, R>(GroupCommit.Writer<T, R> writer, BiFunction<T, DataFault, Future<R>> single)
        implements GroupCommit.Writer<T, R> {

    @Override
    public Future<List<R>> write(List<T> batch) {
        return writer.write(batch)
                .recover(failure ->
                        failure instanceof DataFault fault ? divide(batch, fault) : Future.failedFuture(failure));
    }

    private Future<List<R>> divide(List<T> batch, DataFault fault) {
        if (batch.size() == 1) {
            return single.apply(batch.get(0), fault).map(List::of);
        }
        int middle = batch.size() / 2;
        return write(batch.subList(0, middle))
                .compose(first -> write(batch.subList(middle, batch.size())).map(second -> {
                    List<R> both = new ArrayList<>(first);
                    both.addAll(second);
                    return both;
                }));
    }
}
