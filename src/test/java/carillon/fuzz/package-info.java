/**
 * Requests made by chance against a whole node, and inputs found by coverage against the parsers: {@code mvn -Pfuzz
 * verify}, see docs/security.md.
 */
@NullMarked
package carillon.fuzz;

import org.jspecify.annotations.NullMarked;
