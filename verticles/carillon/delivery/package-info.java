/**
 * Makes the attempts: webhooks and calls of bus handlers.
 *
 * <p>An owner of shards sends orders; each is answered by one result, unless the owner takes it back before its first
 * byte has left.
 *
 * <pre>
 *   order ── refused ─────────────────────────────► NotStarted
 *     │
 *     ▼
 *   waiting ── credit over, no room, stopping ────► NotStarted
 *     │  urgent first, then the oldest; a place     (withdrawn: no result)
 *     ▼
 *   called   (host resolved, connecting) ── same as above, or Failed, Rejected
 *     │  the gate: credit holds, not withdrawn
 *     ▼
 *   started  (the first byte has left) ───────────► Succeeded, Failed, Rejected, NoHandler
 * </pre>
 *
 * <p>A webhook goes over a connection that an earlier one left, or over a new one. A connection carries one request at
 * a time, leads to one host at one address, and is closed when its answer does not let it be kept, when the receiver
 * closes it or sends something unasked, when it lay idle for four seconds or the longest of too many, and when a
 * request on it fails or takes too long. The next request goes out once all that came with the answer before is read.
 *
 * <p>Invariants: no byte leaves outside the credit of the order's owner, and no call is handed to the bus outside it
 * (there it may wait for a connection to another process); an order that was withdrawn before it started
 * never starts, and another of the same occurrence stays where it is; one occurrence has at most one attempt under way
 * here; every queue is bounded by the window; every order is answered within five seconds, the time until the next
 * sweep, and its time-out.
 *
 * <p>What is lost when this dies: the orders that are here. Their owners' time-outs find out.
 */
@NullMarked
package carillon.delivery;

import org.jspecify.annotations.NullMarked;
