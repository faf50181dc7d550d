/** The files by which nodes are deployed, checked by what can check them here. */
@NullMarked
package carillon.deploy;

import org.jspecify.annotations.NullMarked;
