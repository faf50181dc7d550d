package carillon.store;

import io.vertx.core.Future;

/** What is read a page at a time. */
record Lists(TaskList tasks, RunList runs) {

    static Future<Lists> of(
            Database database, DatabaseTime time, LabelIndexes labels, int shardCount, StoreMetrics metrics) {
        return Seal.of(database)
                .map(seal -> new Lists(
                        new TaskList(database, labels, seal, time::latest, shardCount, metrics),
                        new RunList(database, seal, time::latest)));
    }
}
