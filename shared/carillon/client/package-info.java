/**
 * For programs in Java that are no verticles: a client of the HTTP API, in one jar that needs nothing but a JDK.
 *
 * <pre>
 *   Carillon      a node, or many behind one address: every call
 *   Task          what a call creates: built from Trigger, Webhook, Retry
 *   TaskInfo      what is read back, as are RunInfo, QueueInfo, NodeInfo, ShardInfo and Preview; unknown members are
 *                 passed over
 *   Pages         a list that is read a page at a time, as far as it is looked at
 *   Bulk          one change to every task that a Filter shows
 *   Queues        the calls about queues
 *   Sets          the calls about sets of tasks, which are sent whole
 *   Secrets       the calls about the secrets that sign webhooks
 *   Nodes         the calls about nodes and shards
 *   Problem       why a node refused, thrown as CarillonException
 *   Json          a value as its text, for what has no method here
 *
 *   Wire          sends a Call, and repeats what may be repeated
 * </pre>
 *
 * <p>Calls block their thread, which may be a virtual one, and must not be an event loop. Everything here may be used
 * from many threads at once; what is built is immutable, and each method that changes it returns a copy.
 */
@NullMarked
package carillon.client;

import org.jspecify.annotations.NullMarked;
