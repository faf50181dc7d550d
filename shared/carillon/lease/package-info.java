/**
 * Who may act for a shard, and until when: the rules by which nodes share the work without ever meeting.
 *
 * <p>Pure values and pure rules; the statements that carry them out are the store's, the waiting is the timer's.
 */
@NullMarked
package carillon.lease;

import org.jspecify.annotations.NullMarked;
