/**
 * The commands that talk to a running node, as any client does: over its API.
 *
 * <pre>
 *   ImportCommand    ./vertx import: reads foreign files, and sends what became of them
 *   ExportCommand    ./vertx export: every task that may still fire, a line each
 *   Node             the API of a node; blocks its caller
 *   CommandFailure   why a command ends, with the exit code
 * </pre>
 *
 * <p>They run on the main thread of a process of their own, in which there is no event loop.
 */
@NullMarked
package carillon.client;

import org.jspecify.annotations.NullMarked;
