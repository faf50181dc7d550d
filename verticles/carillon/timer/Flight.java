package carillon.timer;

/**
 * An attempt that the last owner of a shard had under way.
 *
 * @param attempt its number
 * @param lostAt when it counts as lost, if nothing was heard of it
 */
record Flight(int attempt, long lostAt) {}
