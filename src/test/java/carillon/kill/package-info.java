/**
 * The kill harness: real nodes as processes, killed and stopped at random moments under load, and a comparison of what
 * was accepted, what arrived and what was recorded. It knows a node by its command line and its API only.
 */
@NullMarked
package carillon.kill;

import org.jspecify.annotations.NullMarked;
