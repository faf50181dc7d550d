/** A first figure of speed: a node and its database, loaded from outside, bounded in count and time. */
@NullMarked
package carillon.bench;

import org.jspecify.annotations.NullMarked;
