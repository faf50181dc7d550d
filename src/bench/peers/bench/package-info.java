/** The runner of the benchmark: starts the peers one after the other, measures them, and writes what came of it. */
package bench;
