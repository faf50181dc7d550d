package carillon.lease;

import org.jspecify.annotations.Nullable;

/**
 * A shard, its owner and its term.
 *
 * @param owner the id of its {@link Holder}, or null while nobody holds it
 * @param term the fencing token: grows with every change of owner, and is checked by every statement of an owner
 */
public record Holding(int shard, @Nullable String owner, long term) {}
