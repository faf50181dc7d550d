/**
 * What a cluster under load does when nodes die, stop and restart, what it costs when idle, and what it bears: real
 * nodes under {@code foreman}, one PostgreSQL, a client that sends tasks by the line, and a receiver of their webhooks
 * that writes down every arrival in a few bytes. docs/cluster-bench.md tells how to run it and how to read it.
 */
@NullMarked
package carillon.bench.cluster;

import org.jspecify.annotations.NullMarked;
