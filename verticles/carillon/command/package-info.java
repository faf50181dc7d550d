/**
 * The commands that talk to a running node, by the client for programs in Java.
 *
 * <pre>
 *   ImportCommand    ./vertx import: reads foreign files, and sends what became of them
 *   Gathering        what was read: queues, and tasks by the sets that they belong to
 *   QueueSending     gives the node the limits and pauses of the queues
 *   Sending          asks the node what each task would come to, and does it
 *   Telling          says what became of each, and why not
 *   ExportCommand    ./vertx export: queues, and every task that may still fire, a line each
 *   RemoteCommand    what both have: where the node is, and who asks
 *   CommandFailure   why a command ends, with the exit code
 * </pre>
 *
 * <p>They run on the main thread of a process of their own, in which there is no event loop.
 */
@NullMarked
package carillon.command;

import org.jspecify.annotations.NullMarked;
