/**
 * The kill harness: nodes on {@linkplain carillon.trial trial} that are killed and stopped at random moments under
 * load.
 */
@NullMarked
package carillon.kill;

import org.jspecify.annotations.NullMarked;
