package carillon.trial;

import org.jspecify.annotations.Nullable;

/**
 * A task whose POST was answered by 201 or 200.
 *
 * @param due its first due instant as answered, in epoch milliseconds; null where it was not the first answer
 */
public record Accepted(
        String id, boolean recurring, @Nullable Long due) {}
