/** Holds the pages for users to what they say: what they show is compiled, decoded, or run against a real node. */
@NullMarked
package carillon.docs;

import org.jspecify.annotations.NullMarked;
