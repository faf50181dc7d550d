package carillon.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/** What the store counts: size and latency of its batches, and how its connections are used. */
final class StoreMetrics {

    private final MeterRegistry registry;
    private final String instance;

    /** @param instance tells the pools of a process apart */
    StoreMetrics(MeterRegistry registry, String instance) {
        this.registry = registry;
        this.instance = instance;
    }

    /** Watches a pool. */
    void watch(Database database, String name) {
        Gauge.builder("carillon.store.pool.used", database, Database::used)
                .description("Connections in use")
                .tag("store", instance)
                .tag("pool", name)
                .register(registry);
        Gauge.builder("carillon.store.pool.waiting", database, Database::waiting)
                .description("Requests that wait for a connection")
                .tag("store", instance)
                .tag("pool", name)
                .register(registry);
    }

    /**
     * Counts a settlement that the database refuses as it is.
     *
     * @param what is not recorded: the details of its attempt, or the outcome
     */
    void refused(String what) {
        Counter.builder("carillon.settlements.refused")
                .description("Outcomes that the database refuses for a value in them")
                .tag("lost", what)
                .register(registry)
                .increment();
    }

    /** The same writer, measured. */
    <T, R> GroupCommit.Writer<T, R> measured(String kind, GroupCommit.Writer<T, R> writer) {
        DistributionSummary size = DistributionSummary.builder("carillon.store.batch.size")
                .description("Tasks, outcomes or changes of one batch")
                .tag("kind", kind)
                .register(registry);
        Timer latency = Timer.builder("carillon.store.batch.latency")
                .description("From the first statement of a batch to the end of its last")
                .tag("kind", kind)
                .register(registry);
        return (List<T> batch) -> {
            size.record(batch.size());
            Timer.Sample sample = Timer.start(registry);
            return writer.write(batch).onComplete(done -> sample.stop(latency));
        };
    }

    /**
     * The same reading, measured.
     *
     * @param list what the list goes along
     * @param step of making a page of it
     */
    <T> Future<T> measured(String list, String step, Supplier<Future<T>> reading) {
        Timer.Sample sample = Timer.start(registry);
        return reading.get()
                .onComplete(done -> sample.stop(Timer.builder("carillon.store.list.latency")
                        .description("Statements that read pages of lists, the wait for a connection included")
                        .tag("list", list)
                        .tag("step", step)
                        .register(registry)));
    }
}
