/**
 * Nodes on trial: real nodes as processes, a load of tasks, a receiver of their webhooks, and an audit of what was
 * accepted, what arrived and what was recorded. What befalls them meanwhile is for others to say. A node is known by
 * its command line and its API only.
 */
@NullMarked
package carillon.trial;

import org.jspecify.annotations.NullMarked;
