/**
 * Makes the attempts: webhooks and calls of bus handlers.
 *
 * <p>An owner of shards sends orders; each is answered by one result, unless the owner takes it back before its first
 * byte has left. {@link carillon.delivery.DeliveryVerticle} is the entrance, and a
 * {@link carillon.delivery.Delivery} wires the bus to what does the work:
 *
 * <pre>
 *   orders     Dispatcher        takes orders, lets their attempts start, hands their results in
 *              OrderBook         the orders that are here, and which goes next; each is an Attempt
 *              Lane              those to one Target, of which so many may be under way
 *              Gate              the last check before the first byte, asked by whoever sends it
 *              Credits           until when each owner may be believed
 *              Results           what ended, in batches for each owner
 *              Goodbye           before a stop: that no order is on its way any more
 *   carriers   Carrier           makes an attempt of one kind: a HandlerCarrier calls, a WebhookCarrier sends
 *   webhooks   WebhookExchange   one webhook, from the name of its host to the last byte of its answer
 *              WebhookRequest    what is sent: to a WebhookUrl, with WebhookHeaders and a WebhookSignature
 *              Secrets           what signs it, as the store tells it
 *              WarmUp            one to ourselves before the first order
 *   addresses  HostResolver      from names to addresses; the SystemResolver asks the operating system
 *              AddressGuard      which of them a webhook may go to
 *   sockets    Connections       all of this delivery: makes them, gives out idle ones, closes them
 *              Connection        one of them, to an Endpoint, for one request after the other
 *              IdleConnections   those that carry nothing, for the next request
 *              KeepAlive         whether, and for how long, the answer lets its connection lie idle
 *   answers    Reply             hears from a Connection what becomes of a request, piece by piece
 *              AnswerReader      keeps of them what an Answer needs, to the end or to a limit
 *              Answer            the status, RetryAfter, an Excerpt of the body
 *              Mishap, TlsMishap why there was no answer, in words for people
 *   beneath    Remembered        what follows from a text, such as the parts of a URL, not worked out each time
 *              DeliveryMetrics   how many attempts were made, are under way, and wait
 * </pre>
 *
 * <h2>An order</h2>
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
 * <h2>A stop</h2>
 *
 * <p>The owners are told that it leaves; what has not started, and whatever still comes, is sent back to be ordered
 * elsewhere. It goes on saying that it is there, so that what is under way does not count as lost, until that has ended
 * and every owner has answered: an owner that knows orders nothing more, and its answer comes behind its last order.
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
