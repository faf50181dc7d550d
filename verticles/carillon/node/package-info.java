/**
 * Speaks for its process: whoever calls the roll hears what runs here, since when, and how much it has to do.
 *
 * <p>One instance a process, whatever else is deployed in it.
 */
@NullMarked
package carillon.node;

import org.jspecify.annotations.NullMarked;
