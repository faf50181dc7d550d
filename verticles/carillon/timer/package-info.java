/**
 * Owns shards and decides when: reads what is due soon, arms it on the wheel, hands it to delivery when its instant has
 * come, and has its outcome recorded.
 *
 * <p>{@link carillon.timer.TimerVerticle} wires the bus to an {@link carillon.timer.Owner}, which knows no Vert.x: time
 * comes from a {@link carillon.time.Clock}, everything else goes through {@link carillon.timer.Ports}. What an owner
 * has in memory is a cache of the database and may be dropped at any moment.
 *
 * <pre>
 *   Tenure     leases: renew, claim, cede; which shards are ours, and until when that may be believed
 *   Reader     what is due soon, from the database and from {@code Arm} messages, each occurrence once
 *   Firing     the wheel: what is due goes to a delivery instance, within its window
 *   Results    what became of attempts, and what follows
 *   Settler    outcomes on their way to the database, in batches
 *   Changer    what users change, one change a task at a time
 * </pre>
 */
@NullMarked
package carillon.timer;

import org.jspecify.annotations.NullMarked;
