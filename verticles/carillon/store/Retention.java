package carillon.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Forgets the days gone by: first their tasks, then their history, then what they left outside the partitions of days.
 *
 * <p>Each step is a transaction of its own, or several, and leaves what the next round goes on with. A day that
 * somebody holds on to stays until then.
 */
final class Retention {

    private static final Logger LOG = System.getLogger(Retention.class.getName());

    private final SqlConnection connection;
    private final int firstKept;

    /**
     * @param connection in no transaction, of whoever has the turn
     * @param firstKept the first day that is kept
     */
    Retention(SqlConnection connection, int firstKept) {
        this.connection = connection;
        this.firstKept = firstKept;
    }

    Future<Void> run() {
        return Days.of(connection, "task")
                .compose(days -> each(over(days), this::detachTasks))
                .compose(done -> Days.detached(connection))
                .compose(days -> each(days, this::dropTasks))
                .compose(done -> dropHistory())
                .compose(done -> StrayHistory.forget(connection, TimeUnit.DAYS.toMillis(firstKept)));
    }

    private Future<Void> detachTasks(int day) {
        return new TaskDay(connection, day).detach().map(done -> note(done, "task", day));
    }

    private Future<Void> dropTasks(int day) {
        return new TaskDay(connection, day).drop().map(done -> note(done, "task", day));
    }

    /** History of a day stays while tasks of that day or earlier ones are there, which may be over by it. */
    private Future<Void> dropHistory() {
        return Days.of(connection, "task")
                .map(Retention::firstOf)
                .compose(firstLot -> Days.of(connection, "run")
                        .compose(days -> each(
                                over(days).stream()
                                        .filter(day -> day < firstLot)
                                        .toList(),
                                this::dropRuns)))
                .compose(done -> Days.of(connection, "run"))
                .compose(left -> Days.of(connection, "attempt").compose(days -> {
                    Set<Integer> alone = new TreeSet<>(over(days));
                    alone.removeAll(left);
                    return each(alone, day -> drop("attempt", day));
                }));
    }

    private Future<Void> dropRuns(int day) {
        return new HistoryDay(connection, day)
                .forgetTasks(TimeUnit.DAYS.toMillis(firstKept))
                .compose(done -> drop("run", day));
    }

    private Future<Void> drop(String table, int day) {
        HistoryDay history = new HistoryDay(connection, day);
        return history.areFewKept(table)
                .compose(few -> few
                        ? history.drop(table).map(done -> note(done, table, day))
                        : Future.succeededFuture(noteKept(table, day)));
    }

    private List<Integer> over(Collection<Integer> days) {
        return days.stream().filter(day -> day < firstKept).toList();
    }

    private static Future<Void> each(Collection<Integer> days, Function<Integer, Future<Void>> work) {
        Future<Void> done = Future.succeededFuture();
        for (int day : days) {
            done = done.compose(before -> work.apply(day));
        }
        return done;
    }

    private static int firstOf(Set<Integer> days) {
        return days.stream().min(Integer::compare).orElse(Integer.MAX_VALUE);
    }

    private static @Nullable Void noteKept(String table, int day) {
        LOG.log(
                Level.INFO,
                "{0} of {1} stays a while: more than {2} of its rows are of tasks that ended within the retention",
                table,
                LocalDate.ofEpochDay(day),
                HistoryDay.KEPT_MAX);
        return null;
    }

    private static @Nullable Void note(boolean done, String table, int day) {
        if (!done) {
            LOG.log(
                    Level.INFO,
                    "{0} of {1} stays until the next round: transactions that use the table take long",
                    table,
                    LocalDate.ofEpochDay(day));
        }
        return null;
    }
}
