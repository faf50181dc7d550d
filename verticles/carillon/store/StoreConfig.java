package carillon.store;

import carillon.lease.Shards;
import io.vertx.core.json.JsonObject;

/**
 * What the store is told at its start.
 *
 * @param url {@code postgresql://user:password@host/database}, or with {@code ?host=/folder} for a unix socket
 * @param exclusive whether nobody else can use the database, so that every holder found at the start is dead
 * @param poolSize connections of this instance
 * @param waitersMax requests that may wait for a connection; more are refused
 * @param answerMillis after which a request that the database has not answered is given up
 * @param shardCount used when the database is created, and never again
 * @param retentionDays whole days that history is kept
 * @param housekeepingMillis between two rounds of housekeeping
 */
record StoreConfig(
        String url,
        boolean exclusive,
        int poolSize,
        int waitersMax,
        long answerMillis,
        int shardCount,
        int retentionDays,
        long housekeepingMillis) {

    /** Reads the keys {@code database.url}, {@code store.poolSize} and so on; all but the first have defaults. */
    static StoreConfig of(JsonObject config) {
        String url = config.getString("database.url");
        if (url == null) {
            throw new IllegalArgumentException("database.url is missing: give a postgresql:// URL");
        }
        return new StoreConfig(
                url,
                config.getBoolean("database.exclusive", false),
                config.getInteger("store.poolSize", 8),
                config.getInteger("store.waitersMax", 1_000),
                config.getLong("store.answerMillis", 10_000L),
                config.getInteger("store.shardCount", Shards.COUNT_DEFAULT),
                config.getInteger("store.retentionDays", 7),
                config.getLong("store.housekeepingMillis", 60_000L));
    }
}
