/**
 * What the verticles say to each other: one sealed protocol for each receiver, its answers, and its addresses.
 *
 * <p>Instants are milliseconds since 1970 on the database's clock unless a name says otherwise.
 */
@NullMarked
package carillon.message;

import org.jspecify.annotations.NullMarked;
