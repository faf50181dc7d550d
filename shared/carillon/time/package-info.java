/**
 * The only reader of the clock.
 *
 * <p>Everything else takes a {@link carillon.time.Clock} or a time argument, so that every decision about time can be
 * replayed in a test.
 */
@NullMarked
package carillon.time;

import org.jspecify.annotations.NullMarked;
