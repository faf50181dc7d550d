package carillon.store;

import carillon.bus.Bus;
import carillon.cron.ZoneData;
import carillon.message.BoardMessage;
import carillon.message.StoreMessage;
import carillon.time.Clock;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@link StoreMessage#ADDRESS} from PostgreSQL. Its start brings the schema up to date and ends with the first
 * partitions made and the database's time known.
 */
public final class StoreVerticle extends VerticleBase {

    private static final Logger LOG = System.getLogger(StoreVerticle.class.getName());

    /** Between two looks for indexes of labels that are missing, or were made by another node. */
    private static final long LABELS_MILLIS = 5_000;

    private @Nullable Database database;
    private @Nullable Database renewals;

    @Override
    public Future<?> start() {
        StoreConfig config = StoreConfig.of(config());
        Database opened = new Database(vertx, config);
        database = opened;
        DatabaseTime time = new DatabaseTime(opened, Clock.system());
        Database forLeases = new Database(vertx, config.ofLeases());
        renewals = forLeases;
        Leases leases = new Leases(opened, forLeases);
        Lots lots = new Lots();
        StoreMetrics metrics = new StoreMetrics(Metrics.globalRegistry, context.deploymentID());
        metrics.watch(opened, "requests");
        metrics.watch(forLeases, "leases");
        LabelIndexes labels = new LabelIndexes(opened, config.labelsIndexed());
        Housekeeping housekeeping = new Housekeeping(opened, leases, time, lots, config.retentionDays());
        FirstContact contact = new FirstContact(vertx, Clock.system(), config.startMillis());
        return vertx.executeBlocking(Migration::all)
                .compose(known -> contact.make(() -> migrate(opened, Objects.requireNonNull(known), config)))
                .compose(done -> config.exclusive() ? leases.endAll() : Future.succeededFuture())
                .compose(done -> time.sample())
                .compose(done -> housekeeping.begin())
                .compose(done -> labels.learn())
                .compose(done -> Foundation.read(opened))
                .compose(constants -> OneDatabase.check(new Bus(vertx), constants))
                .compose(constants -> Lists.of(opened, time, labels, constants.shardCount(), metrics)
                        .map(lists -> new Store(
                                opened,
                                time,
                                leases,
                                new Owners(new Bus(vertx), leases, Clock.system(), Metrics.globalRegistry),
                                new Drafts(vertx, time, lots, constants.shardCount()),
                                lists,
                                new Definitions(Metrics.globalRegistry),
                                metrics)))
                .map(store -> {
                    new Bus(vertx).serve(StoreMessage.ADDRESS, store::answer);
                    new Bus(vertx).serve(BoardMessage.ADDRESS, new OperatorBoard(opened)::answer);
                    repeat(time::pauseMillis, "reading the database's time", time::sample);
                    repeat(config::housekeepingMillis, "housekeeping", housekeeping::round);
                    repeat(() -> LABELS_MILLIS, "making an index of labels", labels::ensure);
                    retime(opened, time, leases);
                    bringLeftBehind(opened);
                    return null;
                });
    }

    @Override
    public Future<?> stop() {
        return Future.join(close(database), close(renewals));
    }

    private static Future<Void> close(@Nullable Database opened) {
        return opened == null ? Future.succeededFuture() : opened.close();
    }

    private static Future<Void> migrate(Database database, List<Migration> known, StoreConfig config) {
        return new Migrations(database, known, first -> Foundation.lay(first, config.shardCount())).run();
    }

    private void retime(Database opened, DatabaseTime time, Leases leases) {
        new Retiming(vertx, opened, time, leases, new Bus(vertx), Metrics.globalRegistry)
                .run(ZoneData.version())
                .onFailure(failure -> LOG.log(
                        Level.WARNING,
                        "schedules could not be brought in line with the time-zone data, which the next start tries"
                                + " again: {0}",
                        failure.getMessage()));
    }

    private static void bringLeftBehind(Database opened) {
        new LeftBehind(opened)
                .bring()
                .onFailure(failure -> LOG.log(
                        Level.WARNING,
                        "what could not be read when it was due is not looked for until the next start: {0}",
                        failure.getMessage()));
    }

    /** Runs work again and again, with a pause after each. */
    private void repeat(LongSupplier pauseMillis, String what, Supplier<Future<Void>> work) {
        vertx.setTimer(pauseMillis.getAsLong(), timer -> work.get().onComplete((done, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, "{0} failed and is tried again: {1}", what, failure.getMessage());
            }
            repeat(pauseMillis, what, work);
        }));
    }
}
