/**
 * The chaos harness: nodes on {@linkplain carillon.trial trial} to which one fault after another happens.
 *
 * <p>A <em>series</em> is made of numbered runs; its seed and the number of a run decide everything about it. A run
 * loads the nodes, carries out the faults of its {@link carillon.chaos.Plan}, waits until all that was accepted is
 * settled, and audits it. The nodes live on from run to run on a {@link carillon.chaos.Stage}: nodes, their database,
 * and a {@link carillon.chaos.Proxy} on each way between them. They are made anew after a run that broke a promise.
 */
@NullMarked
package carillon.chaos;

import org.jspecify.annotations.NullMarked;
