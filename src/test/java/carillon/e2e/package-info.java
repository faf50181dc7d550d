/** Whole nodes, seen from outside: over HTTP, by their webhooks, and by the handlers of a user. */
@NullMarked
package carillon.e2e;

import org.jspecify.annotations.NullMarked;
