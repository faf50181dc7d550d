/**
 * The walls of the house and the tidiness of its text, checked over every class and every source file there is.
 *
 * <p>What is checked is read from the folders, so that a new package cannot escape, and every check is seen to refuse
 * something wrong.
 */
@NullMarked
package carillon.walls;

import org.jspecify.annotations.NullMarked;
