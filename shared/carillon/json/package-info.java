/**
 * Tasks and runs as JSON: what a client sends, what it reads back, and what the database keeps.
 *
 * <p>Reading is by hand, one pass over the tokens, and tells everything that is wrong with a body at once; it never
 * throws on bad input. The same form serves the API and the database, so that there is one reader. Pure, stateless, and
 * safe for use from any thread.
 */
@NullMarked
package carillon.json;

import org.jspecify.annotations.NullMarked;
