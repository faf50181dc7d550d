/**
 * Typed messages over the Vert.x event bus: addresses, one codec for all, and failures that say what to do. The bus
 * itself holds nobody back, so whoever sends bounds what is in flight.
 *
 * <p>Generic: it knows no record of Carillon. Within a JVM a message is passed as it is; from one to another it is
 * written field by field, and nothing is ever deserialized as a Java object.
 */
@NullMarked
package carillon.bus;

import org.jspecify.annotations.NullMarked;
