/**
 * A peer in a process of its own: it reads commands from its standard input, a line each, does the work, and tells by
 * JSON lines on its standard output when it is ready, when half of a measurement is over, and what came of it. The
 * adapters of peers that run on Node speak the same.
 */
package bench.peer;
