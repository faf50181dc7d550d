package carillon.http;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Does the same for many, a bounded number of them at once. For use on one event loop. */
final class InTurn {

    private InTurn() {}

    /** Completes when all are done; after a failure nothing more is begun, and it fails with the first one. */
    static <T> Future<?> each(List<T> all, int atOnce, Function<T, Future<?>> action) {
        Iterator<T> rest = all.iterator();
        boolean[] stopped = {false};
        List<Future<?>> lanes = new ArrayList<>();
        for (int i = 0; i < Math.min(atOnce, all.size()); i++) {
            lanes.add(lane(rest, stopped, action));
        }
        return Future.all(lanes);
    }

    private static <T> Future<?> lane(Iterator<T> rest, boolean[] stopped, Function<T, Future<?>> action) {
        if (stopped[0] || !rest.hasNext()) {
            return Future.succeededFuture();
        }
        return action.apply(rest.next())
                .onFailure(failure -> stopped[0] = true)
                .compose(done -> lane(rest, stopped, action));
    }
}
