/**
 * For the verticles of users: be called when a task fires.
 *
 * <p>One call registers a handler under the name that tasks give as their {@code action}. It works alike in the JVM of
 * Carillon and in another one of the same cluster. An occurrence whose attempt ends without a known outcome (the
 * process dies, the time-out passes) is attempted again, so a handler must stand being called twice for one instant;
 * the attempt number and the term tell the calls apart.
 */
@NullMarked
package carillon.handler;

import org.jspecify.annotations.NullMarked;
