/**
 * What a user asks for: a task, its trigger, its action, and how each occurrence ends.
 *
 * <p>Pure values and pure rules. All instants are milliseconds since 1970-01-01T00:00:00Z on the database's clock; all
 * durations are milliseconds.
 */
@NullMarked
package carillon.task;

import org.jspecify.annotations.NullMarked;
