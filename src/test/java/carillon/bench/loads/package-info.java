/**
 * What one node bears: loads that are each described in a sentence, bounded in time and count, with a database of their
 * own, and a verticle in the node's process that notes when it is called. src/bench/README.md tells how to run them and
 * how to read what they find.
 */
@NullMarked
package carillon.bench.loads;

import org.jspecify.annotations.NullMarked;
