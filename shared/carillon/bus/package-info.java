/**
 * Typed messages over the Vert.x event bus: addresses, one codec for all, and failures that say what to do. The bus
 * itself holds nobody back, so whoever sends bounds what is in flight.
 *
 * <p>Generic: it knows no record of Carillon. Within a JVM a message is passed as it is; from one to another it is
 * written field by field, and nothing is ever deserialized as a Java object.
 *
 * <h2>Nodes of two versions</h2>
 *
 * <p>During a rolling upgrade nodes of one version and of the next share a bus. What may change from one to the next:
 *
 * <ul>
 *   <li>A record gets a component at its end, marked {@link carillon.bus.Added}. Older nodes pass over it, newer ones
 *       read what older ones send as if it said 0, false, nothing or null.
 *   <li>A record, or a constant of an enum, is new. Older nodes refuse it by name, so it is only understood in the
 *       first version, and said from the second on.
 *   <li>A component, a record or a constant goes, or gets another type, order or meaning: never in place. What is meant
 *       now is added beside it; the old one goes in the second version, when nobody says it any more.
 * </ul>
 *
 * <p>The first byte of a message is the version of the wire form itself, of which no two understand each other: where
 * it differs a message is refused with both versions named, and the cluster is to be stopped as a whole.
 */
@NullMarked
package carillon.bus;

import org.jspecify.annotations.NullMarked;
