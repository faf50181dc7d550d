/**
 * How late each event loop is. A loop that has many short things to do blocks nobody's thread, so no other watch sees
 * it; what it does to the instants that tasks are due at is seen here.
 */
@NullMarked
package carillon.lag;

import org.jspecify.annotations.NullMarked;
