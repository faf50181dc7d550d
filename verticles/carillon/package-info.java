/**
 * The composition root: the commands, and which verticles make a node. The only package that sees all the others; none
 * sees it.
 */
@NullMarked
package carillon;

import org.jspecify.annotations.NullMarked;
